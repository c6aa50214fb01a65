//! Which edition another one is most likely to follow, or to come before.

use super::Difference;
use super::texts::squeezed;
use crate::Catalog;

/// The edition from which the fewest things change to `catalog`, of those with the same name. Where
/// none has the name: the one with the most identifiers of controls in common, if those are at least
/// half of the controls of `catalog`. Of equal ones the first; `catalog` itself is passed over.
pub fn nearest<'a>(catalog: &Catalog, among: &[&'a Catalog]) -> Option<&'a Catalog> {
    let name = squeezed(catalog.edition().name());
    let others = among
        .iter()
        .copied()
        .filter(|each| each.edition().sha256() != catalog.edition().sha256());
    let named = others
        .clone()
        .filter(|each| squeezed(each.edition().name()) == name)
        .min_by_key(|each| Difference::between(each, catalog).counts().changed());
    named.or_else(|| {
        let all = catalog.controls();
        others
            .map(|each| {
                let common = all.iter().filter(|own| each.control(own.id()).is_some());
                (each, common.count())
            })
            .filter(|(_, common)| *common > 0 && common * 2 >= all.len())
            // Of equal ones `min_by_key` takes the first, `max_by_key` the last.
            .min_by_key(|(each, common)| {
                let changed = Difference::between(each, catalog).counts().changed();
                (all.len() - common, changed)
            })
            .map(|(each, _)| each)
    })
}
