//! The files that were handed in, each under its own number: a verdict finds its file by that, in
//! whatever order the files are done. Pure.

use std::sync::Arc;

use assay_dossier::{Checked, Outcome, PackCheck, Standing};

/// How far a file is.
#[derive(Debug, Clone)]
pub enum State {
    /// It waits or is being looked at.
    Working,
    /// Nothing can be said about it, and why.
    Refused(String),
    /// It is an archive that no longer is what was written; said how.
    Damaged(String),
    /// It was checked.
    Checked(Arc<Checked>),
    /// It is an evidence pack, which was checked with the reports in it.
    Pack(Arc<PackCheck>),
}

impl State {
    /// The outcome in one word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Working => "Checking\u{2026}",
            Self::Refused(_) => Outcome::CannotBeChecked.word(),
            Self::Damaged(_) => Standing::Fails.word(),
            Self::Checked(checked) => checked.outcome.word(),
            Self::Pack(check) => check.word(),
        }
    }

    /// Whether it can be relied on; `None` while nobody knows.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        match self {
            Self::Working => None,
            Self::Refused(_) => Some(Standing::NotChecked),
            Self::Damaged(_) => Some(Standing::Fails),
            Self::Checked(checked) => Some(checked.standing()),
            Self::Pack(check) => Some(check.standing()),
        }
    }

    const fn step(&self) -> u8 {
        match self {
            Self::Working => 0,
            Self::Refused(_) | Self::Damaged(_) => 1,
            Self::Checked(_) | Self::Pack(_) => 2,
        }
    }
}

/// One file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number in this room.
    pub number: u64,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: State,
}

impl PartialEq for Entry {
    /// A file is checked once, so its number and how far it is say everything.
    fn eq(&self, other: &Self) -> bool {
        (self.number, self.state.step()) == (other.number, other.state.step())
    }
}

/// All files of this room, the newest first, and which is shown.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    entries: Vec<Entry>,
    next: u64,
    shown: Option<u64>,
}

impl Checks {
    /// The most files that are kept; older ones give way.
    const MOST: usize = 100;

    /// Takes in files that were handed in together; the first of them is shown. Gives their numbers.
    pub fn take(&mut self, names: impl IntoIterator<Item = String>) -> Vec<u64> {
        let numbers = self.put_in(0, names);
        self.shown = numbers.first().copied().or(self.shown);
        self.entries.truncate(Self::MOST.max(numbers.len()));
        numbers
    }

    /// Takes in the reports that are in a pack, behind it; what is shown stays. Gives their numbers.
    pub fn take_behind(&mut self, pack: u64, names: impl IntoIterator<Item = String>) -> Vec<u64> {
        let place = self.entries.iter().position(|entry| entry.number == pack);
        let place = place.map_or(self.entries.len(), |place| place + 1);
        self.put_in(place, names)
    }

    fn put_in(&mut self, place: usize, names: impl IntoIterator<Item = String>) -> Vec<u64> {
        let entries = names.into_iter().zip(self.next..);
        let entries: Vec<Entry> = entries
            .map(|(name, number)| Entry {
                number,
                name,
                state: State::Working,
            })
            .collect();
        let numbers: Vec<u64> = entries.iter().map(|entry| entry.number).collect();
        self.next += u64::try_from(numbers.len()).unwrap_or(u64::MAX);
        self.entries.splice(place..place, entries);
        numbers
    }

    /// Notes what was found about a file.
    pub fn settle(&mut self, number: u64, state: State) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.number == number) {
            entry.state = state;
        }
    }

    /// Shows another file.
    pub fn show(&mut self, number: u64) {
        self.shown = Some(number);
    }

    /// Shows a report of a pack, by its place among these.
    pub fn show_behind(&mut self, pack: u64, place: usize) {
        let at = self.entries.iter().position(|entry| entry.number == pack);
        let entry = at.and_then(|at| self.entries.get(at + 1 + place));
        self.shown = entry.map(|entry| entry.number).or(self.shown);
    }

    /// The file that is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| Some(entry.number) == self.shown)
    }

    /// All files.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_file_does_not_take_the_place_of_another() {
        let mut checks = Checks::default();
        let slow = checks.take(["slow.pdf".to_owned()]);
        let quick = checks.take(["quick.json".to_owned(), "more.json".to_owned()]);
        checks.settle(quick[0], State::Refused("quick".to_owned()));
        checks.settle(slow[0], State::Refused("slow".to_owned()));
        let shown = checks.shown().unwrap();
        assert_eq!(shown.name, "quick.json");
        assert!(matches!(&shown.state, State::Refused(why) if why == "quick"));
        let all: Vec<(&str, &str)> = checks
            .entries()
            .iter()
            .map(|entry| (entry.name.as_str(), entry.state.word()))
            .collect();
        let refused = Outcome::CannotBeChecked.word();
        assert_eq!(
            all,
            [
                ("quick.json", refused),
                ("more.json", "Checking\u{2026}"),
                ("slow.pdf", refused)
            ]
        );
        checks.show(slow[0]);
        assert_eq!(checks.shown().unwrap().name, "slow.pdf");
    }

    #[test]
    fn the_reports_of_a_pack_stand_behind_it_and_do_not_take_its_place() {
        let mut checks = Checks::default();
        let numbers = checks.take(["pack.zip".to_owned(), "other.json".to_owned()]);
        let inside = checks.take_behind(numbers[0], ["one".to_owned(), "two".to_owned()]);
        let names: Vec<&str> = checks
            .entries()
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        assert_eq!(names, ["pack.zip", "one", "two", "other.json"]);
        assert_eq!(checks.shown().unwrap().name, "pack.zip");
        checks.settle(inside[1], State::Damaged(String::new()));
        assert_eq!(checks.entries()[2].state.standing(), Some(Standing::Fails));
        assert_eq!(checks.entries()[1].state.standing(), None);
    }

    #[test]
    fn files_of_the_same_name_have_a_line_each() {
        let mut checks = Checks::default();
        let numbers = checks.take(["report.pdf".to_owned(), "report.pdf".to_owned()]);
        checks.settle(numbers[1], State::Refused(String::new()));
        assert!(matches!(checks.entries()[0].state, State::Working));
    }
}
