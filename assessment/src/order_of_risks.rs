//! How the first Assay wrote what is still read here: it ordered the risks that an item of evidence or an action names
//! by the categories of ValOS, where identifiers have no categories any more (`assay_catalog::RiskId`).

use serde_json::Value;

/// The categories in that order.
const CATEGORIES: [&str; 8] = ["FIN", "SLS", "DOW", "KEC", "HCK", "GIR", "SPS", "RER"];

/// Whether bytes in canonical JSON (RFC 8785) are those that the first Assay wrote where this one writes `written`.
pub(crate) fn first_wrote(bytes: &[u8], written: &[u8]) -> bool {
    let Ok(mut value) = serde_json::from_slice(written) else {
        return false;
    };
    order_risks(&mut value);
    serde_json_canonicalizer::to_vec(&value).is_ok_and(|earlier| earlier == bytes)
}

/// Orders every list of risks so. What is given was written here, so it is not nested deeply.
fn order_risks(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(order_risks),
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::Array(items) if name == "risks" => items.sort_by_key(place),
                    member => order_risks(member),
                }
            }
        }
        _ => {}
    }
}

/// Where an identifier stood: by category, then by number. Those of other standards were not known.
fn place(risk: &Value) -> (usize, u64) {
    let text = risk.as_str().unwrap_or_default();
    let known = CATEGORIES
        .iter()
        .zip(0..)
        .find_map(|(category, index)| Some((index, text.strip_prefix(category)?.parse().ok()?)));
    known.unwrap_or((CATEGORIES.len(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_risks_of_an_item_stood_by_category_and_nothing_else_moved() {
        let written = br#"{"names":["B","A"],"risks":["GIR4","GIR21","SLS17","X-1"]}"#;
        let earlier = br#"{"names":["B","A"],"risks":["SLS17","GIR4","GIR21","X-1"]}"#;
        assert!(first_wrote(earlier, written));
        for other in [
            br#"{"names":["B","A"],"risks":["SLS17","GIR21","GIR4","X-1"]}"#,
            br#"{"names":["A","B"],"risks":["SLS17","GIR4","GIR21","X-1"]}"#,
        ] {
            assert!(!first_wrote(other, written));
        }
        let more = br#"{"names":["B","A"],"risks":["SLS17","SLS17","GIR4","GIR21","X-1"]}"#;
        assert!(!first_wrote(more, written));
    }
}
