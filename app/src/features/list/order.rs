//! The way from one item of a list to the next.

/// The next item among those shown, or the previous one. `shown` are some of `all`, in the same order.
/// From an item that is not shown, such as one that was changed so that the filter leaves it out, it is
/// the nearest one in that direction; from none, or from one that the list does not hold, the first or
/// the last. `None` at the end.
pub(super) fn step<'a, K: PartialEq>(
    all: &[K],
    shown: &'a [K],
    here: Option<&K>,
    forward: bool,
) -> Option<&'a K> {
    let find = |item: &K| shown.iter().find(|other| *other == item);
    let place = here.and_then(|here| all.iter().position(|item| item == here));
    match (place, forward) {
        (None, true) => shown.first(),
        (None, false) => shown.last(),
        (Some(place), true) => all.iter().skip(place + 1).find_map(find),
        (Some(place), false) => all.iter().take(place).rev().find_map(find),
    }
}

/// Where an item stands, in words: `13 of 64`, or `2 of 5 shown` in a list that is narrowed.
pub(super) fn position_words<K: PartialEq>(all: &[K], shown: &[K], here: &K) -> String {
    let number = shown.len();
    match shown.iter().position(|item| item == here) {
        Some(place) if number == all.len() => format!("{} of {number}", place + 1),
        Some(place) => format!("{} of {number} shown", place + 1),
        None => format!("not among the {number} shown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [u8; 5] = [4, 2, 5, 9, 1];
    const SHOWN: [u8; 3] = [4, 5, 1];

    fn from(here: impl Into<Option<u8>>, forward: bool) -> Option<u8> {
        step(&ALL, &SHOWN, here.into().as_ref(), forward).copied()
    }

    #[test]
    fn steps_follow_what_is_shown_and_stop_at_the_ends() {
        assert_eq!(from(4, true), Some(5));
        assert_eq!(from(1, false), Some(5));
        assert_eq!(from(1, true), None);
        assert_eq!(from(4, false), None);
        assert_eq!(step(&ALL, &[], Some(&2), true), None);
    }

    #[test]
    fn while_nothing_of_the_list_is_open_it_begins_at_either_end() {
        for here in [None, Some(77)] {
            assert_eq!(from(here, true), Some(4));
            assert_eq!(from(here, false), Some(1));
        }
    }

    #[test]
    fn a_step_from_an_item_that_is_hidden_leads_to_its_nearest_neighbour() {
        assert_eq!(from(9, true), Some(1));
        assert_eq!(from(9, false), Some(5));
    }

    #[test]
    fn a_position_says_when_the_list_is_narrowed() {
        assert_eq!(position_words(&ALL, &ALL, &2), "2 of 5");
        assert_eq!(position_words(&ALL, &SHOWN, &5), "2 of 3 shown");
        assert_eq!(position_words(&ALL, &SHOWN, &2), "not among the 3 shown");
    }
}
