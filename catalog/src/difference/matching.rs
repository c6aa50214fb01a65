//! Which rows of two editions are the same thing.

use std::collections::BTreeMap;

/// Rows of two editions, brought together step by step.
pub(super) struct Matching<'a, Row> {
    old: &'a [Row],
    new: &'a [Row],
    /// The place of the old row, for each new one.
    partners: Vec<Option<usize>>,
    taken: Vec<bool>,
}

/// A row of the old edition and one of the new; at least one of the two.
pub(super) type Matched<'a, Row> = (Option<&'a Row>, Option<&'a Row>);

impl<'a, Row> Matching<'a, Row> {
    pub(super) fn new(old: &'a [Row], new: &'a [Row]) -> Self {
        Self {
            old,
            new,
            partners: vec![None; new.len()],
            taken: vec![false; old.len()],
        }
    }

    /// Brings together the rows left over whose keys are equal, where no other row of either edition
    /// that is left over has the key. A row without a key stays alone. Which of the two editions is
    /// the old one makes no difference.
    pub(super) fn by<Key: Ord>(mut self, key: impl Fn(&'a Row) -> Option<Key>) -> Self {
        let mut places: BTreeMap<Key, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (place, row) in self.old.iter().enumerate() {
            if !self.taken[place]
                && let Some(key) = key(row)
            {
                places.entry(key).or_default().0.push(place);
            }
        }
        for (place, row) in self.new.iter().enumerate() {
            if self.partners[place].is_none()
                && let Some(key) = key(row)
            {
                places.entry(key).or_default().1.push(place);
            }
        }
        for (old, new) in places.into_values() {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                self.join(*old, *new);
            }
        }
        self
    }

    /// Brings together the rows left over that somebody names as the same, where each is named with
    /// one other only.
    pub(super) fn by_name<Id: Ord>(
        mut self,
        id: impl Fn(&'a Row) -> Id,
        named: &[(Id, Id)],
    ) -> Self {
        let places = |rows: &'a [Row]| -> BTreeMap<Id, usize> {
            let each = rows.iter().enumerate();
            each.map(|(place, row)| (id(row), place)).collect()
        };
        let (old_places, new_places) = (places(self.old), places(self.new));
        let mut pairs: Vec<(usize, usize)> = named
            .iter()
            .filter_map(|(old, new)| Some((*old_places.get(old)?, *new_places.get(new)?)))
            .filter(|(old, new)| !self.taken[*old] && self.partners[*new].is_none())
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let (mut of_old, mut of_new) = (vec![0; self.old.len()], vec![0; self.new.len()]);
        for (old, new) in &pairs {
            of_old[*old] += 1;
            of_new[*new] += 1;
        }
        for (old, new) in pairs {
            if of_old[old] == 1 && of_new[new] == 1 {
                self.join(old, new);
            }
        }
        self
    }

    fn join(&mut self, old: usize, new: usize) {
        self.partners[new] = Some(old);
        self.taken[old] = true;
    }

    /// All rows: in the order of the new edition, then what only the old one has.
    pub(super) fn finish(self) -> Vec<Matched<'a, Row>> {
        let old = self.old;
        let new = self.new.iter().zip(&self.partners);
        let only_old = old.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        new.map(|(row, partner)| (partner.and_then(|place| old.get(place)), Some(row)))
            .chain(only_old.map(|(row, _)| (Some(row), None)))
            .collect()
    }
}
