//! The Markdown of OSCAL's prose as plain paragraphs, headings and lists.
//!
//! OSCAL allows a part of CommonMark in `markup-line` and `markup-multiline` (OSCAL reference, "Data
//! Types", Markup). Insertions of parameters are no Markdown: `placeholders` hides them before it is
//! read, so that nothing in them and in what is inserted is taken for a mark.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::without_tags;
use super::placeholders::{Hidden, LINK_END};

/// A block of a text, without Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Markdown {
    Paragraph(String),
    Heading(String),
    List(Vec<Listed>),
}

/// An item of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The item's number, where the list is numbered.
    pub(super) number: Option<u64>,
    pub(super) text: String,
    pub(super) items: Vec<Listed>,
}

/// How many lists within each other are told apart. Items of deeper ones stand in the last of these.
const MOST_LEVELS: usize = 8;

/// A text of one line without its Markdown, and whether there was any. What stands between `{{` and
/// `}}` is replaced by what `insert` makes of it.
pub(super) fn plain(text: &str, insert: &mut dyn FnMut(&str) -> String) -> (String, bool) {
    let hidden = Hidden::line(text);
    let mut reading = Reading::new(&hidden, insert);
    for event in Parser::new_ext(&hidden.text, Options::empty()) {
        reading.inline(event);
    }
    let text = reading.taken();
    (text, reading.changed > 0)
}

/// Takes a text apart into its blocks, as [`plain`] texts; and how many of these had Markdown.
pub(super) fn blocks(text: &str, insert: &mut dyn FnMut(&str) -> String) -> (Vec<Markdown>, usize) {
    let hidden = Hidden::lines(text);
    let mut reading = Reading::new(&hidden, insert);
    for event in Parser::new_ext(&hidden.text, Options::ENABLE_TABLES) {
        reading.event(event);
    }
    reading.flush();
    (reading.blocks, reading.changed)
}

/// A list that is being read.
struct OpenList {
    /// The number of the next item, where the list is numbered.
    next: Option<u64>,
    items: Vec<Listed>,
}

/// What has been read of a text.
struct Reading<'r> {
    hidden: &'r Hidden<'r>,
    insert: &'r mut dyn FnMut(&str) -> String,
    blocks: Vec<Markdown>,
    /// The lists that are open, from the outermost one.
    lists: Vec<OpenList>,
    /// How many lists are open that are not told apart any more.
    deeper: usize,
    text: String,
    /// Whether the text that is being read had Markdown.
    marked: bool,
    /// How many texts had.
    changed: usize,
    /// How many images are open, of which nothing is read.
    images: usize,
    in_code: bool,
}

impl<'r> Reading<'r> {
    fn new(hidden: &'r Hidden<'r>, insert: &'r mut dyn FnMut(&str) -> String) -> Self {
        Self {
            hidden,
            insert,
            blocks: Vec::new(),
            lists: Vec::new(),
            deeper: 0,
            text: String::new(),
            marked: false,
            changed: 0,
            images: 0,
            in_code: false,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::List(start)) => self.open_list(start),
            Event::End(TagEnd::List(_)) => self.close_list(),
            Event::Start(Tag::Item) => self.open_item(),
            Event::Start(Tag::CodeBlock(_)) => {
                self.flush();
                self.in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                self.flush();
                self.in_code = false;
            }
            Event::Text(text) if self.in_code => self.code(&text),
            Event::End(TagEnd::Heading(_)) => self.flush_as(Markdown::Heading),
            Event::End(TagEnd::TableCell) => self.text.push_str(" | "),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let cells = self.text.trim_end_matches(" | ").len();
                self.text.truncate(cells);
                self.flush();
            }
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::HtmlBlock,
            )
            | Event::End(
                TagEnd::Item | TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock,
            )
            | Event::Rule => self.flush(),
            event => self.inline(event),
        }
    }

    fn inline(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => {
                self.images += 1;
                self.marked = true;
            }
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => self.marked = true,
            _ if self.images > 0 => {}
            Event::End(TagEnd::Link) => self.text.push(LINK_END),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(text) => {
                self.text.push_str(&text);
                self.marked = true;
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let text = without_tags(&html);
                self.marked |= *text != *html;
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    /// Each line of code stands alone, because its lines are no running text.
    fn code(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.flush();
            }
            self.text.push_str(line);
        }
    }

    fn open_list(&mut self, start: Option<u64>) {
        self.flush();
        if self.lists.len() < MOST_LEVELS {
            let items = Vec::new();
            self.lists.push(OpenList { next: start, items });
        } else {
            self.deeper += 1;
        }
    }

    fn close_list(&mut self) {
        self.flush();
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(closed) = self.lists.pop() else {
            return;
        };
        match self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            Some(item) => item.items.extend(closed.items),
            None => self.blocks.push(Markdown::List(closed.items)),
        }
    }

    fn open_item(&mut self) {
        self.flush();
        if let Some(list) = self.lists.last_mut() {
            let number = list.next;
            list.next = number.map(|number| number.saturating_add(1));
            list.items.push(Listed::new(number, String::new()));
        }
    }

    fn flush(&mut self) {
        self.flush_as(Markdown::Paragraph);
    }

    /// Ends a text: it is a block, or belongs to the item that is open.
    fn flush_as(&mut self, block: impl FnOnce(String) -> Markdown) {
        let text = self.taken();
        if text.is_empty() {
            return;
        }
        match self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            None => self.blocks.push(block(text)),
            // What an item says after a list within it stays behind that list.
            Some(item) if !item.items.is_empty() => item.items.push(Listed::new(None, text)),
            Some(item) => {
                if !item.text.is_empty() {
                    item.text.push(' ');
                }
                item.text.push_str(&text);
            }
        }
    }

    /// The text that was read, with what is inserted into it.
    fn taken(&mut self) -> String {
        let text = self.hidden.shown(&self.text, self.insert);
        self.text.clear();
        self.changed += usize::from(std::mem::take(&mut self.marked));
        text
    }
}

impl Listed {
    fn new(number: Option<u64>, text: String) -> Self {
        Self {
            number,
            text,
            items: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Listed, Markdown, plain};

    fn blocks(text: &str) -> Vec<Markdown> {
        super::blocks(text, &mut |inside| format!("<{inside}>")).0
    }

    fn read(text: &str) -> String {
        plain(text, &mut |inside| format!("<{inside}>")).0
    }

    fn item(number: Option<u64>, text: &str, items: Vec<Listed>) -> Listed {
        let text = text.to_owned();
        Listed {
            number,
            text,
            items,
        }
    }

    fn paragraph(text: &str) -> Markdown {
        Markdown::Paragraph(text.to_owned())
    }

    #[test]
    fn paragraphs_are_parted_by_blank_lines_only() {
        let text = "one\ntwo\r\n\n\nthree\n2020. four";
        assert_eq!(
            blocks(text),
            [paragraph("one two"), paragraph("three 2020. four")]
        );
    }

    #[test]
    fn numbers_count_on_and_lists_nest() {
        let text =
            "before:\n\n1. one\n1. two\n   - inner\n     more\n   - other\n1. three\n\nafter";
        let inner = vec![
            item(None, "inner more", vec![]),
            item(None, "other", vec![]),
        ];
        let list = vec![
            item(Some(1), "one", vec![]),
            item(Some(2), "two", inner),
            item(Some(3), "three", vec![]),
        ];
        let expected = [
            paragraph("before:"),
            Markdown::List(list),
            paragraph("after"),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn headings_rules_tables_quotes_and_fences_are_read() {
        let text =
            "# Head #\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n\n```\ncode *x*\n```\n";
        let expected = [
            Markdown::Heading("Head".to_owned()),
            paragraph("a | b"),
            paragraph("1 | 2"),
            paragraph("quoted"),
            paragraph("code *x*"),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn what_an_item_says_after_its_list_stays_there() {
        let inner = vec![item(None, "b", vec![]), item(None, "c", vec![])];
        let list = vec![item(None, "a", inner)];
        assert_eq!(blocks("- a\n  - b\n\n  c"), [Markdown::List(list)]);
    }

    #[test]
    fn what_looks_like_a_definition_of_a_link_stays() {
        let text = "[Assignment]: daily\n\n[a]: b";
        assert_eq!(
            blocks(text),
            [paragraph("[Assignment]: daily"), paragraph("[a]: b")]
        );
    }

    #[test]
    fn links_emphasis_code_and_escapes_go() {
        assert_eq!(
            read("see [AC-2](#ac-2) , and [*X* (y)](#a(b)c)."),
            "see AC-2, and X (y)."
        );
        assert_eq!(
            read("**bold** _it_ *a **b** c* `x*y` ``a`b``"),
            "bold it a b c x*y a`b"
        );
        assert_eq!(read(r"\*not\* \[AC\]"), "*not* [AC]");
        assert_eq!(
            read("![alt](x.png) <https://example.org/> a<br/>b"),
            "https://example.org/ a b"
        );
        assert_eq!(read("R&amp;D &#8212; &lt;x&gt;"), "R&D — <x>");
    }

    #[test]
    fn what_is_no_markdown_stays() {
        for text in [
            "5 * 3 * 2",
            "snake_case_name",
            "note* and other*",
            "[a] (b)",
            "a < b > c",
            "<name>",
            "`open",
            "AT&T; x",
            "{ x }",
            "[[x]",
            "10^2 ~5",
            "{{ unclosed",
            "1. one",
            "# one",
            "- one",
            "[a]: b",
            "[Selection: a; *b; c]",
        ] {
            assert_eq!(read(text), text);
        }
        // CommonMark takes these for emphasis, whatever stands around them.
        assert_eq!(read("[Selection: a; *b; c*]"), "[Selection: a; b; c]");
    }

    #[test]
    fn insertions_are_replaced_and_protected() {
        assert_eq!(
            read("every {{ insert: param, ac-1_prm_1 }} ; and [*{{ x_y }}*](#z) ."),
            "every <insert: param, ac-1_prm_1>; and <x_y>."
        );
        assert_eq!(read("\u{fdd0}0\u{fdd1}"), "\u{fffd}0\u{fffd}");
    }

    #[test]
    fn long_texts_of_marks_take_no_time() {
        for mark in [
            "[", "]", "*", "_ ", "`", "{{", "<", "&", "[](", "![", "*a_ ",
        ] {
            let text = mark.repeat(100_000);
            assert!(read(&text).len() <= text.len());
        }
        for mark in ["- ", "> ", "1. ", "> - ", "[a]:", "\n|", "- a\n"] {
            let text = format!("{}{}", mark.repeat(50_000), "a\n".repeat(50_000));
            assert!(!blocks(&text).is_empty());
        }
    }
}
