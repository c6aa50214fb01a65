//! Browsers that are killed at any moment, as by a power failure, while somebody works: nothing that was
//! shown as saved is missing afterwards.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use assay_tests::browser::{Browser, BrowserError, Kind};
use assay_tests::screens::begin_assessment;
use serde_json::Value;

/// How often each browser is killed, unless `ASSAY_KILLS` says another number.
const KILLS: u32 = 5;

/// Puts the focus at the end of the note, whatever has it now.
const INTO_NOTE: &str = "
    const label = [...document.querySelectorAll('[data-detail] label[for]')].find((each) => words(each) === 'Note');
    const field = document.getElementById(label?.htmlFor);
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    return document.activeElement === field";

/// What is shown of the subject that lies open, in one moment; the part with its evidence comes after the note.
const SHOWN: &str = "
    const detail = document.querySelector('[data-detail]');
    const label = [...(detail?.querySelectorAll('label[for]') ?? [])].find((each) => words(each) === 'Note');
    const note = document.getElementById(label?.htmlFor);
    return note && detail.querySelector('[data-add-evidence]') && {
        state: document.querySelector('[data-save-state]')?.dataset.saveState,
        note: note.value,
        chosen: [...detail.querySelectorAll('.segment-chosen')].map(words),
        files: [...detail.querySelectorAll('a, button')].map(words).filter((name) => name.endsWith('.kept')),
    }";

#[derive(Debug, Clone, Default, PartialEq)]
struct Shown {
    state: Option<String>,
    note: String,
    chosen: Vec<String>,
    files: BTreeSet<String>,
}

/// Numbers that a seed chooses (xorshift64, Marsaglia 2003).
struct Choices(u64);

impl Choices {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A control or a risk, and what is known of it.
struct Subject {
    address: String,
    is_risk: bool,
    /// Everything that was ever typed into its note, in order.
    typed: String,
    /// What was shown when everything was shown as saved last.
    saved: Shown,
    /// What was chosen since then.
    chosen_since: Vec<Vec<String>>,
    /// When the note was as long as this.
    lengths: Vec<(usize, Instant)>,
}

impl Subject {
    fn new(address: String, is_risk: bool) -> Self {
        Self {
            address,
            is_risk,
            typed: String::new(),
            saved: Shown::default(),
            chosen_since: Vec::new(),
            lengths: Vec::new(),
        }
    }

    /// Looks at what is shown, and keeps it in mind if it is shown as saved.
    async fn look(&mut self, browser: &Browser) -> Result<(), BrowserError> {
        let shown = shown(browser).await?;
        self.chosen_since.push(shown.chosen.clone());
        if shown.state.as_deref() == Some("Saved") {
            self.saved = shown;
            self.chosen_since.clear();
        }
        Ok(())
    }

    /// One thing that a person does.
    async fn act(
        &mut self,
        browser: &Browser,
        choices: &mut Choices,
        folder: &std::path::Path,
        number: u32,
    ) -> Result<(), BrowserError> {
        let detail = browser.within("[data-detail]");
        match choices.below(8) {
            0 if !self.is_risk => {
                let path = folder.join(format!("file-{number}.kept"));
                std::fs::write(&path, format!("evidence {number}"))?;
                detail.hand_in("Choose files", &path).await?;
            }
            1 | 2 if self.is_risk => {
                let impact = ["Minor", "Moderate", "Major"][choices.below(3) as usize];
                let score = browser.within("[aria-label='Inherent score']");
                score.choose("Inherent impact", impact).await?;
            }
            1 | 2 => {
                let status = ["Implemented", "Fails", "Partial"][choices.below(3) as usize];
                detail.choose("Status", status).await?;
            }
            _ => {
                browser
                    .wait_until("the note", INTO_NOTE, Vec::new())
                    .await?;
                for word in 0..choices.below(6) {
                    let text = format!("{number}.{word} ");
                    browser.keys(&text).await?;
                    self.typed.push_str(&text);
                    self.lengths
                        .push((self.typed.encode_utf16().count(), Instant::now()));
                }
            }
        }
        Ok(())
    }

    /// Compares what is there after the browser was killed with what was shown as saved before.
    /// Returns how old the oldest typing is that is missing, if any is.
    fn compare(&mut self, found: Shown, killed: Instant, when: &str) -> Option<Duration> {
        let saved = &self.saved;
        assert!(
            found.note.starts_with(&saved.note) && self.typed.starts_with(&found.note),
            "{when}: the note was saved as {:?} and is {:?}",
            saved.note,
            found.note
        );
        assert!(
            found.files.is_superset(&saved.files),
            "{when}: {:?} were saved, and {:?} are there",
            saved.files,
            found.files
        );
        assert!(
            saved.chosen.is_empty()
                || found.chosen == saved.chosen
                || self.chosen_since.contains(&found.chosen),
            "{when}: {:?} was saved, and {:?} is there",
            saved.chosen,
            found.chosen
        );
        let length = found.note.encode_utf16().count();
        let lost = self.lengths.iter().find(|(reached, _)| *reached > length);
        let age = lost.map(|(_, at)| killed.duration_since(*at));
        // What is missing is not typed again.
        self.typed.clone_from(&found.note);
        self.lengths.clear();
        self.chosen_since.clear();
        self.saved = found;
        age
    }
}

async fn shown(browser: &Browser) -> Result<Shown, BrowserError> {
    let answer = browser.wait_until("the subject", SHOWN, Vec::new()).await?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let texts = |value: &Value| {
        let list = value.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(text).collect::<Vec<_>>()
    };
    Ok(Shown {
        state: text(&answer["state"]),
        note: text(&answer["note"]).unwrap_or_default(),
        chosen: texts(&answer["chosen"]),
        files: texts(&answer["files"]).into_iter().collect(),
    })
}

async fn work_and_be_killed(kind: Kind) -> Result<(), BrowserError> {
    let number_of = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let kills = number_of("ASSAY_KILLS").unwrap_or(u64::from(KILLS));
    let seed = number_of("ASSAY_KILL_SEED").unwrap_or(20_261_128).max(1);
    println!("{kind:?} is killed {kills} times; seed {seed}");
    let mut choices = Choices(seed);
    let folder = tempfile::tempdir()?;

    let mut browser = start(kind, None).await?;
    begin_assessment(&browser).await?;
    browser.wait_until_saved().await?;
    let overview = browser.fragment().await?;
    let base = overview.trim_end_matches("/overview").to_owned();
    browser.keys("gc").await?;
    let list = browser.wait_to_leave(&overview).await?;
    browser.within("[data-list]").see("short titles").await?;
    browser.keys("j").await?;
    let control = browser.wait_to_leave(&list).await?;
    let mut subjects = [
        Subject::new(control, false),
        Subject::new(format!("{base}/risks/FIN1"), true),
    ];
    let mut number = 0;
    let mut losses = Vec::new();
    for kill in 0..kills {
        let subject = &mut subjects[(kill % 2) as usize];
        browser.go(&subject.address).await?;
        subject.look(&browser).await?;
        for _ in 0..=choices.below(10) {
            number += 1;
            subject
                .act(&browser, &mut choices, folder.path(), number)
                .await?;
            subject.look(&browser).await?;
        }
        tokio::time::sleep(Duration::from_millis(choices.below(400))).await;
        let killed = Instant::now();
        let profile = browser.kill();

        browser = start(kind, Some(profile)).await?;
        browser.go(&subject.address).await?;
        browser.wait_until_saved().await?;
        let found = shown(&browser).await?;
        let page = browser.page().text().await?;
        assert!(!page.contains("is damaged"), "{page}");
        let when = format!("{kind:?}, seed {seed}, kill {kill}");
        losses.extend(subject.compare(found, killed, &when));
    }
    let oldest = losses.iter().max().copied().unwrap_or_default();
    println!(
        "{kind:?}: {kills} kills; typing was lost in {} of them, {} ms old at most",
        losses.len(),
        oldest.as_millis()
    );
    browser.close().await
}

async fn start(
    kind: Kind,
    profile: Option<assay_tests::browser::Profile>,
) -> Result<Browser, BrowserError> {
    let browser = match (profile, kind) {
        (Some(profile), _) => Browser::with_profile(kind, profile).await?,
        (None, Kind::Chromium) => Browser::chromium().await?,
        (None, Kind::Firefox) => Browser::firefox().await?,
    };
    browser.open_page().await?;
    Ok(browser)
}

#[tokio::test]
async fn what_was_shown_as_saved_outlives_a_killed_chromium() -> Result<(), BrowserError> {
    work_and_be_killed(Kind::Chromium).await
}

#[tokio::test]
async fn what_was_shown_as_saved_outlives_a_killed_firefox() -> Result<(), BrowserError> {
    work_and_be_killed(Kind::Firefox).await
}
