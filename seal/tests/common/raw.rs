//! PDF files written by hand, byte by byte, as an attacker writes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where a cross-reference section says that an object is.
#[derive(Debug, Clone, Copy)]
pub enum Entry {
    /// Nowhere any more.
    Free,
    /// At this place of the file.
    At(usize),
    /// At this place of the file, with this generation.
    Generation(usize, u16),
    /// In an object stream, at this index.
    In(u32, u16),
    /// Of a kind that no standard knows; a reference to it is a reference to null.
    Unknown,
}

/// A revision that is being written, after the bytes of those before.
#[derive(Clone)]
pub struct Revision {
    pub bytes: Vec<u8>,
    /// What its cross-reference section will say, which may be a lie.
    pub entries: Vec<(u32, Entry)>,
    /// What it names as the section before; none in the first revision.
    pub previous: Option<usize>,
    pub size: u32,
    /// What it will say instead of that.
    pub claimed_size: Option<u32>,
    /// Further entries of its trailer, or of the dictionary of its cross-reference stream.
    pub further: String,
    /// The same, before the others.
    pub further_first: String,
}

impl Revision {
    /// The first of a file.
    pub fn first() -> Self {
        Self {
            bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(),
            entries: vec![(0, Entry::Free)],
            previous: None,
            size: 1,
            claimed_size: None,
            further: String::new(),
            further_first: String::new(),
        }
    }

    /// One after a file, whose trailer begins with what `first` says.
    pub fn after(pdf: &[u8]) -> Self {
        let mut bytes = pdf.to_vec();
        bytes.push(b'\n');
        Self {
            bytes,
            entries: Vec::new(),
            previous: Some(start_of_last_section(pdf)),
            size: 1,
            claimed_size: None,
            further: String::new(),
            further_first: String::new(),
        }
    }

    /// Writes an object and does not say where it is.
    pub fn hidden(&mut self, number: u32, body: &str) -> usize {
        let at = self.bytes.len();
        let text = format!("{number} 0 obj\n{body}\nendobj\n");
        self.bytes.extend(text.bytes());
        at
    }

    /// Writes an object.
    pub fn object(&mut self, number: u32, body: &str) -> &mut Self {
        let at = self.hidden(number, body);
        self.say(number, Entry::At(at))
    }

    /// Writes a stream.
    pub fn stream(&mut self, number: u32, dictionary: &str, content: &[u8]) -> &mut Self {
        let at = self.bytes.len();
        let length = content.len();
        let text = format!("{number} 0 obj\n<<{dictionary}/Length {length}>>\nstream\n");
        self.bytes.extend(text.bytes());
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
        self.say(number, Entry::At(at))
    }

    /// Writes an object stream, and says of its members that they are in it.
    pub fn object_stream(&mut self, number: u32, members: &[(u32, &str)]) -> &mut Self {
        let (dictionary, content) = packed(members);
        self.stream(number, &dictionary, &content);
        for (index, (member, _)) in (0..).zip(members) {
            self.say(*member, Entry::In(number, index));
        }
        self
    }

    /// Says where an object is; the last word on it counts.
    pub fn say(&mut self, number: u32, entry: Entry) -> &mut Self {
        self.entries.retain(|(other, _)| *other != number);
        self.entries.push((number, entry));
        self.size = self.size.max(number + 1);
        self
    }

    fn trailer(&self) -> String {
        let previous = self
            .previous
            .map_or_else(String::new, |at| format!("/Prev {at}"));
        let size = self.claimed_size.unwrap_or(self.size);
        let (first, last) = (&self.further_first, &self.further);
        format!("{first}/Size {size}/Root 1 0 R{previous}{last}")
    }

    /// Ends the revision with a cross-reference stream that has this number.
    pub fn with_stream(mut self, number: u32) -> Vec<u8> {
        let at = self.bytes.len();
        self.say(number, Entry::At(at));
        self.with_stream_that_hides_itself(number)
    }

    /// The same, without an entry for the cross-reference stream unless there is one.
    pub fn with_stream_that_hides_itself(mut self, number: u32) -> Vec<u8> {
        let at = self.bytes.len();
        self.entries.sort_by_key(|(number, _)| *number);
        let mut index = String::new();
        let mut content = Vec::new();
        for (number, entry) in &self.entries {
            let _ = write!(index, "{number} 1 ");
            let (kind, second, third) = match *entry {
                Entry::Free => (0, 0, 65535),
                Entry::At(at) => (1, u32::try_from(at).unwrap(), 0),
                Entry::Generation(at, generation) => (1, u32::try_from(at).unwrap(), generation),
                Entry::In(container, place) => (2, container, place),
                Entry::Unknown => (3, 0, 0),
            };
            content.push(kind);
            content.extend(second.to_be_bytes());
            content.extend(third.to_be_bytes());
        }
        let trailer = self.trailer();
        let dictionary = format!("/Type/XRef/W[1 4 2]/Index[{index}]{trailer}");
        let entries = std::mem::take(&mut self.entries);
        self.stream(number, &dictionary, &content);
        self.entries = entries;
        self.bytes.extend(format!("startxref\n{at}\n%%EOF").bytes());
        self.bytes
    }

    /// Ends the revision with a cross-reference table.
    pub fn with_table(mut self) -> Vec<u8> {
        let at = self.bytes.len();
        let sorted: BTreeMap<u32, Entry> = self.entries.iter().copied().collect();
        self.bytes.extend(b"xref\n");
        for (number, entry) in sorted {
            let line = match entry {
                Entry::At(at) => format!("{at:010} 00000 n \n"),
                Entry::Generation(at, generation) => format!("{at:010} {generation:05} n \n"),
                _ => "0000000000 65535 f \n".to_owned(),
            };
            self.bytes.extend(format!("{number} 1\n{line}").bytes());
        }
        let trailer = self.trailer();
        self.bytes
            .extend(format!("trailer\n<<{trailer}>>\nstartxref\n{at}\n%%EOF").bytes());
        self.bytes
    }
}

/// The dictionary of an object stream without `/Length`, and its content, not compressed.
pub fn packed(members: &[(u32, &str)]) -> (String, Vec<u8>) {
    let (mut header, mut body) = (String::new(), String::new());
    for (number, object) in members {
        let _ = write!(header, "{number} {} ", body.len());
        body.push_str(object);
        body.push('\n');
    }
    let dictionary = format!("/Type/ObjStm/N {}/First {}", members.len(), header.len());
    (dictionary, format!("{header}{body}").into_bytes())
}

/// Where the last cross-reference section of a file begins.
pub fn start_of_last_section(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(&pdf[pdf.len() - 40..]).into_owned();
    let digits = text.split("startxref\n").nth(1).unwrap();
    digits.lines().next().unwrap().parse().unwrap()
}

/// The objects of a file of one page with three fields to sign, but for its content (4).
pub const OBJECTS: [(u32, &str); 9] = [
    (1, "<</Type/Catalog/Pages 2 0 R/AcroForm 7 0 R>>"),
    (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"),
    (
        3,
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 300 200]/Resources<</Font<</F1 5 0 R>>>>>>",
    ),
    (5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
    (6, "<</Nothing(refers to this)>>"),
    (7, "<</Fields[8 0 R 9 0 R 10 0 R]/SigFlags 3>>"),
    (8, "<</FT/Sig/T(assessor)>>"),
    (9, "<</FT/Sig/T(operator)>>"),
    (10, "<</FT/Sig/T(reviewer)>>"),
];

/// A page that shows something else.
pub const OTHER_PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<<>>>>";

/// That file up to its cross-reference section, with its objects in an object stream (20).
pub fn packed_base() -> Revision {
    let mut base = Revision::first();
    base.stream(4, "", b"BT /F1 18 Tf 40 100 Td (Conforms: yes) Tj ET");
    base.object_stream(20, &OBJECTS);
    base
}

/// The same with its objects one by one.
pub fn plain_base() -> Revision {
    let mut base = Revision::first();
    base.stream(4, "", b"BT /F1 18 Tf 40 100 Td (Conforms: yes) Tj ET");
    for (number, body) in OBJECTS {
        base.object(number, body);
    }
    base
}

/// A revision that fills the assessor's field with what looks like a signature, up to its
/// cross-reference section. Signing does this and no more.
pub fn filled(pdf: &[u8]) -> Revision {
    let mut revision = Revision::after(pdf);
    revision.object(8, "<</FT/Sig/T(assessor)/V 30 0 R>>");
    revision.object(30, "<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>");
    revision
}

/// Where `needle` first stands.
pub fn find(bytes: &[u8], needle: &[u8]) -> usize {
    let found = bytes.windows(needle.len()).position(|w| w == needle);
    found.unwrap()
}
