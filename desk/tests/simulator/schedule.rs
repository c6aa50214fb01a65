//! A schedule: what happens in which order, up to an end in which nothing goes wrong any more.

use assay_desk::{Event, StorageError};

use crate::check::unfinished;
use crate::choices::{Choices, Chooser};
use crate::disk::Fault;
use crate::seen::Seen;
use crate::window::{Held, uuid};
use crate::world::{ASSESSMENTS, World};

/// The most steps before the end.
const LONGEST: usize = 250;

/// How long everything may take to come right in the end, in milliseconds.
const LONGEST_END: u64 = 200_000;

/// What a schedule came to.
pub(crate) struct Run {
    pub(crate) steps: u64,
    pub(crate) seen: Seen,
    pub(crate) failure: Option<Failure>,
}

/// A schedule in which something was wrong.
pub(crate) struct Failure {
    pub(crate) why: &'static str,
    pub(crate) choices: Choices,
    pub(crate) log: Vec<String>,
}

/// What may go wrong in a schedule; each one has other things of it, so that rare ones meet.
struct Weather {
    faults: bool,
    full: bool,
    throws_away: bool,
    crashes: bool,
    freezes: bool,
    jumps: bool,
    drafts: bool,
    erases: bool,
    /// How restless users are: the higher, the more often they go elsewhere.
    restless: usize,
    /// How many assessments there are.
    assessments: usize,
}

#[derive(Clone, Copy)]
enum Kind {
    Answer,
    Disk,
    Locks,
    User,
    Time,
    Message,
    Trouble,
}

#[derive(Clone, Copy)]
enum User {
    Edit,
    Open,
    Close,
    Flush,
    Draft,
    PutAway,
    Discard,
    Erase,
}

impl Run {
    pub(crate) fn of_seed(seed: u64) -> Self {
        run(Chooser::of_seed(seed), false)
    }
}

fn run(mut chooser: Chooser, log: bool) -> Run {
    // The first step sets the stage.
    chooser.begin_step(LONGEST);
    let weather = Weather {
        faults: chooser.below(2) == 1,
        full: chooser.below(3) == 2,
        throws_away: chooser.below(4) == 3,
        crashes: chooser.below(3) == 2,
        freezes: chooser.below(3) == 2,
        jumps: chooser.below(4) == 3,
        drafts: chooser.below(4) == 3,
        erases: chooser.below(4) == 3,
        restless: [2, 6, 12][chooser.below(3)],
        assessments: 1 + chooser.below(ASSESSMENTS),
    };
    let windows = 1 + chooser.weighted(&[(2, 0), (4, 1), (3, 2)]);
    let has_locks = !chooser.once_in(8);
    let mut world = World::new(windows, has_locks, log);
    let mut steps = 0;
    while world.check.failure.is_none() && chooser.begin_step(LONGEST) {
        steps += 1;
        step(&mut world, &mut chooser, &weather);
    }
    let failure = world.check.failure.or_else(|| end(&mut world, &mut steps));
    Run {
        steps,
        seen: world.seen,
        failure: failure.map(|why| Failure {
            why,
            choices: chooser.into_taken(),
            log: world.log.unwrap_or_default(),
        }),
    }
}

fn step(world: &mut World, chooser: &mut Chooser, weather: &Weather) {
    let kind = chooser.weighted(&[
        (24, Kind::Answer),
        (24, Kind::Disk),
        (12, Kind::Locks),
        (22, Kind::User),
        (10, Kind::Time),
        (4, Kind::Message),
        (4, Kind::Trouble),
    ]);
    let all = 0..world.windows.len();
    let window = match kind {
        Kind::Answer => some_of(all, chooser, |one| !world.windows[one].inbox.is_empty()),
        Kind::Locks => some_of(all, chooser, |one| {
            !world.windows[one].lock_requests.is_empty()
        }),
        _ => chooser.below(world.windows.len()),
    };
    match kind {
        Kind::Answer => {
            let waiting = world.windows[window].inbox.len();
            world.answer(window, chooser.below(waiting));
        }
        Kind::Disk => {
            let all = 0..ASSESSMENTS;
            let id = some_of(all, chooser, |id| !world.places[id].operations.is_empty());
            let fault = fault(chooser, weather);
            if weather.erases && chooser.once_in(2) {
                world.go_on_erasing(chooser.below(weather.assessments));
            }
            world.run_disk(id, fault);
        }
        Kind::Locks => _ = world.run_locks(window),
        Kind::User => user(world, chooser, weather, window),
        Kind::Time => {
            world.now += [0, 100, 250, 500, 1_000, 5_000, 31_000][chooser.below(7)];
            if !world.windows[window].is_frozen {
                world.tell(window, Event::TimePassed);
            }
        }
        Kind::Message => {
            let waiting = world.messages.len();
            if waiting > 0 {
                let which = chooser.below(waiting);
                // Heard, heard and heard again later, or lost.
                match chooser.below(4) {
                    0 | 1 => {
                        let message = world.messages.remove(which);
                        world.hear(message);
                    }
                    2 => world.hear(world.messages[which]),
                    _ => _ = world.messages.remove(which),
                }
            }
        }
        Kind::Trouble => trouble(world, chooser, weather, window),
    }
}

/// One of those that fit, or any when none does.
fn some_of(
    all: std::ops::Range<usize>,
    chooser: &mut Chooser,
    fits: impl Fn(usize) -> bool,
) -> usize {
    let fitting: Vec<usize> = all.filter(|one| fits(*one)).collect();
    let which = chooser.below(fitting.len());
    fitting.get(which).copied().unwrap_or(0)
}

fn fault(chooser: &mut Chooser, weather: &Weather) -> Fault {
    if !weather.faults {
        return Fault::None;
    }
    let other = StorageError::Other {
        name: "UnknownError".to_owned(),
        message: String::new(),
    };
    match chooser.below(24) {
        23 => Fault::AnswerLost,
        22 => Fault::Refused(StorageError::ConnectionLost),
        21 => Fault::Refused(StorageError::BlockedByOtherTab),
        20 => Fault::Refused(other),
        19 if chooser.once_in(4) => Fault::Refused(StorageError::NewerVersion),
        18 if chooser.once_in(4) => Fault::Unreadable,
        17 if chooser.once_in(4) => Fault::Refused(StorageError::Missing),
        16 => Fault::AnswerLost,
        _ => Fault::None,
    }
}

fn user(world: &mut World, chooser: &mut Chooser, weather: &Weather, window: usize) {
    if world.windows[window].is_frozen {
        return;
    }
    let id = chooser.below(weather.assessments);
    let what = chooser.weighted(&[
        (14, User::Edit),
        (weather.restless, User::Open),
        (1 + weather.restless / 4, User::Close),
        (2, User::Flush),
        (1, User::Draft),
        (1 + weather.restless / 4, User::PutAway),
        (1, User::Discard),
        (2 * usize::from(weather.erases), User::Erase),
    ]);
    match what {
        User::Edit => world.edit(window),
        User::Open => {
            let lay_open = world.windows[window]
                .writable()
                .map(|held| held.bench.handle());
            world.go(window, Some(id));
            if let Some(handle) = lay_open.filter(|_| chooser.once_in(4)) {
                world.last_words(window, handle);
            }
        }
        User::Close => world.go(window, None),
        User::Flush => world.tell(window, Event::Flush),
        User::Draft => {
            let has_drafts = weather.drafts && chooser.below(2) == 1;
            if let Some(held) = world.windows[window].writable() {
                held.bench.set_drafts(has_drafts);
            }
        }
        User::PutAway => {
            let ticket = world.ticket(window);
            world.leaves(window, id);
            let id = uuid(id);
            world.tell(window, Event::PutAway { id, ticket });
        }
        User::Discard => {
            world.leaves(window, id);
            world.windows[window].discarded = Some(id);
            world.tell(window, Event::Discard { id: uuid(id) });
            world.windows[window].discarded = None;
        }
        User::Erase => world.begin_erasing(id),
    }
}

fn trouble(world: &mut World, chooser: &mut Chooser, weather: &Weather, window: usize) {
    match chooser.below(6) {
        1 if weather.full => world.is_full = !world.is_full,
        2 if weather.throws_away => world.throw_away(chooser.below(weather.assessments)),
        3 if weather.crashes => {
            let carried_out = chooser.below(3);
            world.crash(window, carried_out);
        }
        4 if weather.freezes => {
            let frozen = &mut world.windows[window].is_frozen;
            *frozen = !*frozen;
        }
        5 if weather.jumps => {
            let by = [20_000, 10_000_000][chooser.below(2)];
            world.now = match chooser.below(2) {
                0 => world.now + by,
                _ => world.now.saturating_sub(by),
            };
        }
        _ => {}
    }
}

/// Nothing goes wrong any more, and everything is answered. Says what does not come right.
fn end(world: &mut World, steps: &mut u64) -> Option<&'static str> {
    world.is_full = false;
    for window in &mut world.windows {
        window.is_frozen = false;
    }
    world.say(|| "from here on nothing goes wrong".to_owned());
    let mut passed = 0;
    loop {
        // What is of no use by itself is tried again when the user asks.
        for window in 0..world.windows.len() {
            if world.windows[window].held.iter().any(Held::needs_the_user) {
                world.tell(window, Event::Flush);
            }
        }
        for _ in 0..10 {
            while settle(world) {
                *steps += 1;
            }
            if world.check.failure.is_some() {
                return world.check.failure;
            }
            let left = unfinished(world);
            if left.is_none() || passed > LONGEST_END {
                return left;
            }
            let waits = world
                .windows
                .iter()
                .filter_map(|one| one.desk.wait(world.now));
            let wait = waits.min()?;
            world.now += wait;
            passed += wait.max(1);
            for window in 0..world.windows.len() {
                world.tell(window, Event::TimePassed);
            }
        }
    }
}

/// One round of everything that waits to happen.
fn settle(world: &mut World) -> bool {
    let mut happened = false;
    for id in 0..ASSESSMENTS {
        happened |= world.go_on_erasing(id);
        happened |= world.run_disk(id, Fault::None);
    }
    for window in 0..world.windows.len() {
        happened |= world.run_locks(window);
        happened |= world.answer(window, 0);
    }
    if let Some(message) = world.messages.pop() {
        world.hear(message);
        happened = true;
    }
    happened
}

/// Finds a shorter schedule that fails in the same way, as short as leaving out steps and lowering
/// choices makes it.
pub(crate) fn shrink(failure: Failure) -> Failure {
    let why = failure.why;
    let fails = |choices: &Choices| {
        let run = run(Chooser::given(choices.clone()), false);
        run.failure.is_some_and(|found| found.why == why)
    };
    let mut best = failure.choices;
    let mut piece = best.len();
    while piece > 0 {
        let mut at = 1;
        while at < best.len() {
            let mut shorter = best.clone();
            shorter.drain(at..(at + piece).min(best.len()));
            if fails(&shorter) {
                best = shorter;
            } else {
                at += piece;
            }
        }
        piece /= 2;
    }
    for step in 0..best.len() {
        for place in 0..best[step].len() {
            for lower in 0..best[step][place].min(8) {
                let mut plainer = best.clone();
                plainer[step][place] = lower;
                if fails(&plainer) {
                    best = plainer;
                    break;
                }
            }
        }
    }
    let again = run(Chooser::given(best), true);
    again.failure.unwrap_or(Failure {
        why,
        choices: Choices::new(),
        log: vec!["it does not fail again".to_owned()],
    })
}
