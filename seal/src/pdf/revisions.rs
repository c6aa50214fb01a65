//! What changed from one signed revision to the next.

use std::collections::BTreeSet;

use lopdf::{Document, Object, ObjectId};

use super::fields::{is_signature, signature_fields};
use super::section::check_appended;

/// Says what a later revision of a file does beyond adding one signature to a field that was waiting
/// for it; `None` if it does nothing else. Beside each document stands where it ends in the file.
///
/// Strict on purpose. Other software also allows, say, filling other fields or adding revocation
/// data; a report never needs that, and every exception is a way to change what is shown.
pub(super) fn unexpected_change(
    file: &[u8],
    before: (&Document, usize),
    after: (&Document, usize),
) -> Option<String> {
    let touched = match touched_objects(before.0, after.0) {
        Ok(touched) => touched,
        Err(change) => return Some(change),
    };
    // What the objects say is as it was. Now, whether every reader finds the same objects.
    check_appended(file, before, after, &touched).err()
}

/// The objects that were changed or added by signing; or what else was done to one, in words.
fn touched_objects(before: &Document, after: &Document) -> Result<BTreeSet<ObjectId>, String> {
    for key in [b"Root".as_slice(), b"Info", b"Encrypt"] {
        if before.trailer.get(key).ok() != after.trailer.get(key).ok() {
            let key = String::from_utf8_lossy(key);
            return Err(format!("the entry {key} of the trailer was changed"));
        }
    }
    let waiting: BTreeSet<ObjectId> = signature_fields(before)
        .into_iter()
        .filter(|field| field.value.is_none())
        .map(|field| field.id)
        .collect();
    let mut new_signatures = BTreeSet::new();
    let mut touched = BTreeSet::new();
    for (id, old) in &before.objects {
        match after.objects.get(id) {
            None => return Err(format!("object {} was removed", id.0)),
            Some(new) if new == old => {}
            Some(new) => match signature_in_field(old, new) {
                // One signature for each field; two fields must not share one.
                Some(value)
                    if waiting.contains(id)
                        && !before.objects.contains_key(&value)
                        && new_signatures.insert(value) =>
                {
                    touched.insert(*id);
                }
                _ => return Err(format!("object {} was changed", id.0)),
            },
        }
    }
    let mut cross_reference_streams = 0;
    for (id, object) in &after.objects {
        if before.objects.contains_key(id) {
            continue;
        }
        let allowed = match object {
            Object::Dictionary(dictionary) => {
                new_signatures.contains(id) && is_signature(dictionary)
            }
            // The cross-reference stream of the revision itself.
            Object::Stream(stream) if stream.dict.has_type(b"XRef") => {
                cross_reference_streams += 1;
                cross_reference_streams == 1 && !new_signatures.contains(id)
            }
            _ => false,
        };
        if !allowed {
            return Err(format!("object {} was added", id.0));
        }
    }
    let missing = new_signatures
        .iter()
        .find(|id| !after.objects.contains_key(id));
    if let Some(id) = missing {
        return Err(format!(
            "a field was given the value {}, which does not exist",
            id.0
        ));
    }
    touched.extend(new_signatures);
    Ok(touched)
}

/// The signature that a waiting field was given, if nothing else in the field was changed.
fn signature_in_field(old: &Object, new: &Object) -> Option<ObjectId> {
    let (Object::Dictionary(old), Object::Dictionary(new)) = (old, new) else {
        return None;
    };
    let mut rest = new.clone();
    let value = rest.remove(b"V")?.as_reference().ok()?;
    (&rest == old).then_some(value)
}
