//! Names for pictures from the clipboard, all of which browsers call `image.png`. Pure but for the
//! memory of what was named last.

use std::cell::RefCell;

/// A moment to the second, and how many pictures were pasted in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PastedAt {
    local_time: String,
    number: u32,
}

thread_local! {
    static LAST: RefCell<PastedAt> = RefCell::new(PastedAt::default());
}

/// The next picture that is pasted at this local time.
pub(super) fn next(local_time: &str) -> PastedAt {
    LAST.with_borrow_mut(|last| {
        *last = after(last, local_time);
        last.clone()
    })
}

fn after(last: &PastedAt, local_time: &str) -> PastedAt {
    let number = if last.local_time == local_time {
        last.number + 1
    } else {
        1
    };
    PastedAt {
        local_time: local_time.to_owned(),
        number,
    }
}

/// The name of a pasted picture such as `pasted 2026-11-26 14.03.22.png`, and from the second within
/// one second on with its number; `None` for a file that has a name of its own.
pub(super) fn of(given: &str, at: impl FnOnce() -> PastedAt) -> Option<String> {
    let suffix = match given.rsplit_once('.') {
        Some(("image", suffix)) => suffix,
        _ if given.is_empty() => "bin",
        _ => return None,
    };
    let PastedAt { local_time, number } = at();
    Some(match number {
        0 | 1 => format!("pasted {local_time}.{suffix}"),
        _ => format!("pasted {local_time} ({number}).{suffix}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_gets_the_time_and_each_within_a_second_its_number() {
        let mut last = PastedAt::default();
        let mut named = |given: &str, time: &str| {
            of(given, || {
                last = after(&last, time);
                last.clone()
            })
        };
        let time = "2026-11-26 14.03.22";
        assert_eq!(
            [
                named("image.png", time),
                named("image.jpeg", time),
                named("firewall.txt", time),
                named("image.png", time),
                named("image.png", "2026-11-26 14.03.23"),
                named("", "2026-11-26 14.03.24"),
                named("my image.png", time),
            ]
            .map(Option::unwrap_or_default),
            [
                "pasted 2026-11-26 14.03.22.png",
                "pasted 2026-11-26 14.03.22 (2).jpeg",
                "",
                "pasted 2026-11-26 14.03.22 (3).png",
                "pasted 2026-11-26 14.03.23.png",
                "pasted 2026-11-26 14.03.24.bin",
                "",
            ]
        );
    }
}
