//! The colours of `styles/tokens.css` against WCAG 2.2: text 4.5 to 1 (1.4.3), and the edges of
//! controls and the parts of charts 3 to 1 (1.4.11), in light and in dark.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../styles/tokens.css");

/// Text on its backgrounds: 4.5 to 1.
const TEXT: &[(&str, &[&str])] = &[
    ("ink", &["paper", "ground", "sunken", "hover"]),
    ("ink-2", &["paper", "ground", "sunken", "hover"]),
    ("ink-3", &["paper", "ground", "sunken", "hover"]),
    ("accent", &["paper", "ground", "accent-soft", "hover"]),
    ("accent-hover", &["paper", "ground"]),
    ("accent-ink", &["accent", "accent-hover"]),
    ("pass", &["paper", "ground", "pass-soft"]),
    ("fail", &["paper", "ground", "fail-soft"]),
    ("part", &["paper", "ground", "part-soft"]),
    ("na", &["paper", "ground", "na-soft"]),
    ("todo", &["paper", "ground", "todo-soft"]),
    ("danger", &["paper", "ground"]),
    ("danger-ink", &["danger"]),
    ("paper", &["ink"]),
    (
        "ink",
        &[
            "accent-soft",
            "heat-1",
            "heat-2",
            "heat-3",
            "heat-4",
            "heat-5",
        ],
    ),
    ("ink-2", &["accent-soft"]),
    ("ink-3", &["accent-soft"]),
];

/// What has to be seen although it is not text: 3 to 1.
const SHAPES: &[(&str, &[&str])] = &[
    ("edge-strong", &["paper", "ground", "sunken"]),
    ("accent", &["paper", "ground", "sunken"]),
    ("pass-fill", &["paper"]),
    ("fail-fill", &["paper"]),
    ("part-fill", &["paper"]),
    ("na-fill", &["paper"]),
];

#[test]
fn text_can_be_read_in_both_themes() {
    assert_ratios(TEXT, 4.5);
}

#[test]
fn controls_and_charts_can_be_seen_in_both_themes() {
    assert_ratios(SHAPES, 3.0);
}

#[test]
fn the_formula_is_that_of_wcag() {
    assert!((ratio([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.001);
    // The example pair of the W3C's own technique G18: grey #767676 on white is just enough.
    assert!((ratio([0x76, 0x76, 0x76], [255, 255, 255]) - 4.54).abs() < 0.01);
}

fn assert_ratios(pairs: &[(&str, &[&str])], least: f64) {
    let colours = colours();
    let mut wrong = Vec::new();
    for (front, backs) in pairs {
        for back in *backs {
            for (theme, place) in [("light", 0), ("dark", 1)] {
                let found = ratio(colours[*front][place], colours[*back][place]);
                if found < least {
                    wrong.push(format!("--{front} on --{back} in {theme}: {found:.2} to 1"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "below {least} to 1:\n{}",
        wrong.join("\n")
    );
}

/// Every token that is a `light-dark(...)` of two opaque colours.
fn colours() -> BTreeMap<&'static str, [[u8; 3]; 2]> {
    let colours: BTreeMap<_, _> = TOKENS
        .lines()
        .filter_map(|line| {
            let (name, value) = line
                .trim()
                .strip_prefix("--")?
                .split_once(": light-dark(")?;
            let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
            Some((name, [parse(light)?, parse(dark)?]))
        })
        .collect();
    assert!(
        colours.len() > 30,
        "only {} colours were found",
        colours.len()
    );
    colours
}

fn parse(hexadecimal: &str) -> Option<[u8; 3]> {
    let digits = hexadecimal.strip_prefix('#')?;
    if digits.len() != 6 {
        return None;
    }
    let part = |place| u8::from_str_radix(&digits[place..place + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The contrast ratio of two colours (WCAG 2.2, definition of "contrast ratio").
fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, definition of "relative luminance".
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
