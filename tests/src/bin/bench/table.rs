//! The rows of the table.

/// A row with a figure in words.
pub(crate) fn row(what: &str, figure: impl std::fmt::Display, bytes: usize) {
    println!("| {what} | {figure} | {bytes} bytes |");
}

/// A row with words only.
pub(crate) fn words(what: &str, words: &str) {
    println!("| {what} | {words} |  |");
}

/// A row with the median and the 99th of a hundred of what was measured, in milliseconds.
pub(crate) fn times(what: &str, milliseconds: &mut [f64]) {
    milliseconds.sort_by(f64::total_cmp);
    let at = |part: usize| {
        let place = (milliseconds.len() * part / 100).min(milliseconds.len().saturating_sub(1));
        milliseconds.get(place).copied().unwrap_or_default()
    };
    match milliseconds.len() {
        0 => println!("| {what} | not measured |  |"),
        1 => println!("| {what} | {:.0} ms | once |", at(50)),
        often => println!(
            "| {what} | p50 {:.1} ms, p99 {:.1} ms | {often} times |",
            at(50),
            at(99)
        ),
    }
}

/// A row with a number of bytes in megabytes (10^6).
pub(crate) fn megabytes(what: &str, bytes: f64) {
    println!("| {what} | {:.0} MB |  |", bytes / 1e6);
}
