//! The files of the verify room on their way to a verdict, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_dossier::{CheckStage, HandedKind, Known, ReadPackError, ReportInside, Standing};
use assay_jobs::CheckReport;
use leptos::{prelude::*, task::spawn_local};

use super::{
    checks::{Checks, State},
    countersign::HandedIn,
    stamp_view::{Authorities, certificates},
};
use crate::{
    beside::{self, BesideError},
    browser::{
        Cancellation,
        files::{self, PickedFile, PickedFolder, ReadError},
        timers,
    },
    desk::{Desk, DeskError, OwnFont, PackOnHand, Work, read_pack, read_pack_folder, use_desk},
    features::handed_over::{HandedOver, kind_of},
    route::Route,
    words::{self, packs},
};

/// What the room has: the files and the signers whom the user knows.
#[derive(Clone, Copy)]
pub(super) struct Room {
    desk: Desk,
    handed_over: HandedOver,
    pub(super) checks: RwSignal<Checks>,
    pub(super) known: RwSignal<Vec<Known>>,
    /// The time stamping authorities whom the user knows.
    pub(super) authorities: Authorities,
    /// The files themselves, for those that are signed as well.
    pub(super) handed_in: HandedIn,
    /// The files that are being checked, by their numbers: one of those that were handed in together.
    pub(super) under_way: RwSignal<BTreeMap<u64, UnderWay>>,
}

/// A file that is being checked.
#[derive(Clone, Default)]
pub(super) struct UnderWay {
    /// How far it is.
    pub(super) doing: Doing,
    /// What stops it.
    pub(super) cancellation: Cancellation,
}

/// How far a file is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Doing {
    /// It is read, and then checked.
    #[default]
    Checking,
    /// Its pages are drawn again.
    Drawing,
    /// It is a pack, whose files are hashed: in words, and per mille.
    Pack(String, u32),
}

/// What was handed in.
enum Handed {
    /// A file.
    File(PickedFile),
    /// A folder into which a pack was unpacked.
    Folder(PickedFolder),
}

impl Doing {
    pub(super) fn words(&self) -> String {
        match self {
            Self::Checking => "Checking its signatures and what it says".to_owned(),
            Self::Drawing => "Drawing its pages again and comparing them".to_owned(),
            Self::Pack(words, _) => words.clone(),
        }
    }

    /// How long a stage takes is not known before, except of a pack.
    pub(super) const fn per_mille(&self) -> Option<u32> {
        match self {
            Self::Pack(_, per_mille) => Some(*per_mille),
            Self::Checking | Self::Drawing => None,
        }
    }
}

impl From<CheckStage> for Doing {
    fn from(stage: CheckStage) -> Self {
        match stage {
            CheckStage::Reading => Self::Checking,
            CheckStage::Drawing => Self::Drawing,
        }
    }
}

impl Handed {
    fn name(&self) -> String {
        match self {
            Self::File(file) => file.name(),
            Self::Folder(folder) => words::name(&folder.name),
        }
    }
}

impl Room {
    /// The room as it is entered, with what was carried here.
    pub(super) fn enter() -> Self {
        let room = Self {
            desk: use_desk(),
            handed_over: HandedOver::from_context(),
            checks: RwSignal::new(Checks::default()),
            known: RwSignal::new(Vec::new()),
            authorities: RwSignal::new(Vec::new()),
            handed_in: HandedIn::new_local(BTreeMap::new()),
            under_way: RwSignal::new(BTreeMap::new()),
        };
        // Nobody waits for a verdict in a room that was left.
        on_cleanup(move || {
            let under_way = room.under_way.try_get_untracked().unwrap_or_default();
            for one in under_way.values() {
                one.cancellation.cancel();
            }
        });
        let carried = room.handed_over.collect();
        if !carried.is_empty() {
            room.take_files(carried);
        }
        room
    }

    /// Takes files that were handed in here. A backup that comes alone goes to where it is opened;
    /// among others it has its line, which says what it is.
    pub(super) fn hand_in(self, picked: Vec<PickedFile>) {
        let [only] = picked.as_slice() else {
            return self.take_files(picked);
        };
        let only = only.clone();
        spawn_local(async move {
            let kind = kind_of(&only).await;
            if !self.handed_over.pass_on(&only, kind, &Route::Verify) {
                self.take_files(picked);
            }
        });
    }

    /// Takes a folder into which a pack was unpacked.
    pub(super) fn take_folder(self, folder: PickedFolder) {
        self.take(vec![Handed::Folder(folder)]);
    }

    fn take_files(self, picked: Vec<PickedFile>) {
        self.take(picked.into_iter().map(Handed::File).collect());
    }

    /// Checks what was handed in, one after the other. The room may be left meanwhile; then nobody asks for more.
    fn take(self, handed: Vec<Handed>) {
        let names = handed.iter().map(Handed::name);
        let Some(numbers) = self.checks.try_update(|checks| checks.take(names)) else {
            return;
        };
        let numbered = numbers.iter().copied().zip(&handed);
        let files = numbered.filter_map(|(number, one)| match one {
            Handed::File(file) => Some((number, file.clone())),
            Handed::Folder(_) => None,
        });
        self.handed_in.update_value(|all| all.extend(files));
        spawn_local(async move {
            let Some(fonts) = self.look_up().await else {
                return;
            };
            for (one, number) in handed.into_iter().zip(numbers) {
                let Some(cancellation) = self.begin(number) else {
                    return;
                };
                let state = match one {
                    Handed::File(file) => self.of_file(number, &file, &fonts, &cancellation).await,
                    Handed::Folder(folder) => {
                        let name = words::name(&folder.name);
                        let work = self.work(number, &cancellation);
                        let read = read_pack_folder(folder.files, &work).await;
                        self.of_pack((number, &name), read, true, &fonts, &cancellation)
                            .await
                    }
                };
                if !self.settle(number, state) {
                    return;
                }
            }
        });
    }

    /// Looks up whom the user knows, and the fonts that files are checked with; `None` when the room was left.
    async fn look_up(self) -> Option<Vec<OwnFont>> {
        // Without the library every signer and authority is unknown, which is the safe answer.
        let known = self.desk.known_signers().await.unwrap_or_default();
        let authorities = self.desk.known_authorities().await.unwrap_or_default();
        // Pages that were drawn with fonts of the user's are compared only where these are at hand.
        let fonts = self.desk.own_fonts().await.unwrap_or_default();
        let known = known.into_iter().map(|signer| Known {
            name: signer.name,
            fingerprint: signer.fingerprint,
        });
        let is_left = self.known.try_set(known.collect()).is_some()
            || self.authorities.try_set(authorities).is_some();
        (!is_left).then_some(fonts)
    }

    /// Begins with a file; `None` when the room was left.
    fn begin(self, number: u64) -> Option<Cancellation> {
        let one = UnderWay::default();
        let cancellation = one.cancellation.clone();
        let begun = self.under_way.try_update(|all| _ = all.insert(number, one));
        begun.map(|()| cancellation)
    }

    fn reached(self, number: u64, doing: Doing) {
        self.under_way.try_update(|all| {
            if let Some(one) = all.get_mut(&number) {
                one.doing = doing;
            }
        });
    }

    /// Notes what was found of a file. Says whether somebody is still here.
    fn settle(self, number: u64, state: State) -> bool {
        self.under_way.try_update(|all| all.remove(&number));
        let settle = |checks: &mut Checks| checks.settle(number, state);
        self.checks.try_update(settle).is_some()
    }

    fn work(self, number: u64, cancellation: &Cancellation) -> Work {
        let tell = move |now: crate::desk::Progress| {
            self.reached(number, Doing::Pack(now.words(), now.per_mille()));
        };
        Work::new(tell, cancellation.clone())
    }

    async fn of_file(
        self,
        number: u64,
        file: &PickedFile,
        fonts: &[OwnFont],
        cancellation: &Cancellation,
    ) -> State {
        let kind = kind_of(file).await;
        if matches!(kind, HandedKind::Pack | HandedKind::Archive) {
            let read = read_pack(file, &self.work(number, cancellation)).await;
            let is_ours = kind == HandedKind::Pack;
            let name = file.name();
            return self
                .of_pack((number, &name), read, is_ours, fonts, cancellation)
                .await;
        }
        self.of_report(number, file, fonts, cancellation).await
    }

    /// Reads a file and has it checked, beside the page.
    async fn of_report(
        self,
        number: u64,
        file: &PickedFile,
        fonts: &[OwnFont],
        cancellation: &Cancellation,
    ) -> State {
        let bytes = match files::read(file, |_| {}, cancellation).await {
            Ok(bytes) => bytes,
            Err(error @ ReadError::Unreadable { .. }) => {
                return State::Refused(format!("{error} {}", words::verify::A_FOLDER));
            }
            Err(error) => return State::Refused(error.to_string()),
        };
        let check = CheckReport {
            bytes,
            editions: self.desk.editions().await.files(),
            // As they are known now: one may have been marked while other files were checked.
            authorities: certificates(self.authorities),
            fonts: fonts.iter().map(|font| font.bytes.to_vec()).collect(),
        };
        let reached = move |stage: CheckStage| self.reached(number, stage.into());
        let outcome = beside::perform(check, reached, cancellation).await;
        // Taking the answer over took a moment already.
        timers::yield_to_page().await;
        match outcome {
            Ok(Ok(checked)) => State::Checked(Arc::new(checked)),
            Ok(Err(refused)) => State::Refused(format!("{refused}.")),
            Err(BesideError::Stopped) => State::Refused(STOPPED.to_owned()),
            Err(BesideError::Failed(words)) => State::Refused(format!("{words}.")),
        }
    }

    /// Has the reports in a pack checked, each of which becomes a line of its own behind the pack's.
    async fn of_pack(
        self,
        (number, name): (u64, &str),
        read: Result<PackOnHand, DeskError>,
        is_ours: bool,
        fonts: &[OwnFont],
        cancellation: &Cancellation,
    ) -> State {
        let PackOnHand { mut check, reports } = match read {
            Ok(read) => read,
            Err(error) => return not_read(error, is_ours),
        };
        let names = reports
            .iter()
            .map(|(report, _)| packs::report_in(name, report));
        let take = |checks: &mut Checks| checks.take_behind(number, names);
        let Some(numbers) = self.checks.try_update(take) else {
            return State::Refused(STOPPED.to_owned());
        };
        let files = reports.iter().map(|(_, file)| file.clone());
        let numbered = numbers.iter().copied().zip(files);
        self.handed_in.update_value(|all| all.extend(numbered));
        // The pack itself is read; what is left of it are its reports.
        self.reached(number, Doing::Checking);
        let mut inside = Vec::new();
        for ((report, file), number) in reports.iter().zip(numbers) {
            // Who stops the pack stops all of it.
            let one = UnderWay {
                doing: Doing::default(),
                cancellation: cancellation.clone(),
            };
            self.under_way.try_update(|all| all.insert(number, one));
            let state = match cancellation.is_cancelled() {
                true => State::Refused(STOPPED.to_owned()),
                false => self.of_report(number, file, fonts, cancellation).await,
            };
            inside.push(ReportInside {
                name: report.clone(),
                checked: match &state {
                    State::Checked(checked) => Ok(Arc::clone(checked)),
                    State::Refused(why) => Err(why.clone()),
                    other => Err(other.word().to_owned()),
                },
            });
            if !self.settle(number, state) {
                return State::Refused(STOPPED.to_owned());
            }
        }
        match check.compare(inside) {
            Ok(()) if cancellation.is_cancelled() => State::Refused(STOPPED.to_owned()),
            Ok(()) => State::Pack(Arc::new(check)),
            Err(error) => not_read(error.into(), is_ours),
        }
    }
}

/// What is said of an archive or a folder that was not read to its end.
fn not_read(error: DeskError, is_ours: bool) -> State {
    let speaks_against = |error: &ReadPackError| error.standing() == Standing::Fails;
    match &error {
        DeskError::Stopped => State::Refused(STOPPED.to_owned()),
        // Only what was a pack once can be one that was damaged.
        DeskError::ReadPack(fault) if is_ours && speaks_against(fault) => {
            State::Damaged(error.to_string())
        }
        _ => State::Refused(error.to_string()),
    }
}

const STOPPED: &str =
    "The check was stopped, so nothing can be said about the file. Hand it in again to check it.";
