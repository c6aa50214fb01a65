//! Takes the tags of HTML away that Markdown may hold.

/// Tags that are taken away. Anything else between angle brackets stays, such as "<name>".
const TAGS: [&str; 27] = [
    "a", "b", "br", "code", "div", "em", "i", "img", "li", "ol", "p", "pre", "q", "s", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul",
];

/// Tags that part words.
const PARTING: [&str; 14] = [
    "br", "p", "li", "div", "ul", "ol", "pre", "table", "tbody", "td", "th", "thead", "tr", "img",
];

/// HTML without the tags that are known.
pub(super) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let inside = &rest[start + 1..];
        let end = inside.find(['<', '>']);
        let tag = end.map(|end| (inside[..end].trim_matches('/'), end));
        match tag {
            Some((tag, end)) if inside[end..].starts_with('>') && is_known(tag) => {
                let name = name(tag);
                if PARTING.iter().any(|each| each.eq_ignore_ascii_case(name)) {
                    text.push(' ');
                } else if name.eq_ignore_ascii_case("q") {
                    text.push('"');
                }
                rest = &inside[end + 1..];
            }
            _ => {
                text.push('<');
                rest = inside;
            }
        }
    }
    text.push_str(rest);
    text
}

fn is_known(tag: &str) -> bool {
    TAGS.iter().any(|each| each.eq_ignore_ascii_case(name(tag)))
}

fn name(tag: &str) -> &str {
    tag.split(|each: char| each.is_whitespace() || each == '/')
        .next()
        .unwrap_or_default()
}
