//! The modules of the page that lie beside each other need each other in one direction only: what two
//! of them share is a module below both. A folder's own module is above all others in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// Which module of a folder names which others of it.
type Needs = BTreeMap<String, BTreeSet<String>>;

/// A path as it is written: `super::a::X` is `["super", "a", "X"]`.
type Names = Vec<String>;

/// The source without comments and without its unit tests, which may name whatever they like.
fn without_tests(source: &str) -> String {
    let source = source.split("#[cfg(test)]").next().unwrap_or(source);
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let lines: Vec<_> = source.lines().filter(is_code).collect();
    lines.join("\n")
}

/// Takes the paths at the beginning of a text, of which there are several in braces, and returns what
/// follows them.
fn take_paths<'text>(text: &'text str, before: &[String], found: &mut Vec<Names>) -> &'text str {
    let mut text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        text = group;
        while !text.trim_start().is_empty() {
            text = take_paths(text, before, found);
            let end = text.find([',', '}']).unwrap_or(text.len());
            let is_last = !text[end..].starts_with(',');
            text = text.get(end + 1..).unwrap_or_default();
            if is_last {
                break;
            }
        }
        return text;
    }
    let end = |character: char| !(character.is_alphanumeric() || character == '_');
    let (name, rest) = text.split_at(text.find(end).unwrap_or(text.len()));
    if name.is_empty() {
        return rest;
    }
    let path = [before, &[name.to_owned()]].concat();
    match rest.strip_prefix("::") {
        Some(rest)
            if rest
                .trim_start()
                .starts_with(|next| next == '{' || !end(next)) =>
        {
            take_paths(rest, &path, found)
        }
        _ => {
            found.push(path);
            rest
        }
    }
}

/// All paths in a source that begin with one of these words.
fn paths(source: &str, beginnings: &[&str]) -> Vec<Names> {
    let (mut found, mut rest) = (Vec::new(), source);
    let begins_at = |text: &str, from: usize| {
        let is_whole =
            !text[..from].ends_with(|before: char| before.is_alphanumeric() || before == '_');
        is_whole && beginnings.iter().any(|word| text[from..].starts_with(word))
    };
    while let Some((from, _)) = rest.char_indices().find(|(from, _)| begins_at(rest, *from)) {
        rest = take_paths(&rest[from..], &[], &mut found);
    }
    found
}

/// The source of a folder's own module, which stands in it or beside it.
fn own_source(folder: &Path) -> io::Result<String> {
    let inside = folder.join("mod.rs");
    let own = if inside.is_file() {
        inside
    } else {
        folder.with_extension("rs")
    };
    if own.is_file() {
        fs::read_to_string(own)
    } else {
        Ok(String::new())
    }
}

/// The names that a folder's own module passes on, each with the module that it comes from.
fn passed_on(own_source: &str) -> BTreeMap<String, String> {
    let uses = own_source.split("use ").skip(1);
    let mut passed_on = BTreeMap::new();
    for statement in uses {
        let mut found = Vec::new();
        take_paths(statement, &[], &mut found);
        for path in found {
            let mut names = path.into_iter().skip_while(|name| name == "self");
            if let (Some(module), Some(name)) = (names.next(), names.last()) {
                passed_on.insert(name, module);
            }
        }
    }
    passed_on
}

/// The sources of a folder's modules: each with the module that it belongs to, and how far below it
/// it stands.
fn sources(folder: &Path) -> io::Result<Vec<(String, usize, String)>> {
    let mut sources = Vec::new();
    let mut ahead = vec![(folder.to_owned(), None::<String>, 0)];
    while let Some((place, module, depth)) = ahead.pop() {
        for entry in fs::read_dir(&place)? {
            let path = entry?.path();
            let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else {
                continue;
            };
            let of = module.clone().unwrap_or_else(|| stem.to_owned());
            if path.is_dir() {
                ahead.push((path, Some(of), depth + 1));
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let below = depth - usize::from(stem == "mod" && depth > 0);
                if stem != "mod" || depth > 0 {
                    sources.push((of, below, without_tests(&fs::read_to_string(&path)?)));
                }
            }
        }
    }
    Ok(sources)
}

/// What follows in a path that leads through a folder; `depth` is how far below one of the folder's
/// modules it is written, and `folder` the folder's own path from the crate's root.
fn within<'path>(path: &'path [String], depth: usize, folder: &[&str]) -> Option<&'path String> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    if ups > 0 {
        return path.get(ups).filter(|_| ups == depth + 1);
    }
    let names = path.strip_prefix(&["crate".to_owned()])?;
    let is_through = names.iter().zip(folder).all(|(name, own)| name == own);
    names.get(folder.len()).filter(|_| is_through)
}

fn needs(root: &Path, folder: &Path) -> io::Result<Needs> {
    let own_path = folder.strip_prefix(root).unwrap_or(folder);
    let own_path: Vec<_> = own_path.iter().filter_map(|name| name.to_str()).collect();
    let passed_on = passed_on(&own_source(folder)?);
    let sources = sources(folder)?;
    let mut needs = Needs::new();
    for (module, ..) in &sources {
        needs.insert(module.clone(), BTreeSet::new());
    }
    for (module, depth, source) in &sources {
        for path in paths(source, &["super::", "crate::"]) {
            let named = within(&path, *depth, &own_path);
            let other = named.map(|name| passed_on.get(name).unwrap_or(name));
            let other = other.filter(|other| *other != module && needs.contains_key(*other));
            if let Some(other) = other.cloned() {
                needs.entry(module.clone()).or_default().insert(other);
            }
        }
    }
    Ok(needs)
}

/// The modules that need themselves by way of others.
fn in_a_circle(needs: &Needs) -> Vec<&String> {
    let leads_back = |module: &&String| {
        let mut reached = BTreeSet::new();
        let mut ahead = vec![*module];
        while let Some(here) = ahead.pop() {
            for next in needs.get(here).into_iter().flatten() {
                if reached.insert(next) {
                    ahead.push(next);
                }
            }
        }
        reached.contains(module)
    };
    needs.keys().filter(leads_back).collect()
}

fn folders(below: PathBuf) -> io::Result<Vec<PathBuf>> {
    let mut all = vec![below];
    let mut place = 0;
    while let Some(folder) = all.get(place).cloned() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                all.push(path);
            }
        }
        place += 1;
    }
    Ok(all)
}

#[test]
fn no_modules_of_the_page_need_each_other_in_a_circle() -> io::Result<()> {
    let page = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src"));
    let (mut circles, mut looked_at) = (Vec::new(), 0);
    for folder in folders(page.to_owned())? {
        let needs = needs(page, &folder)?;
        looked_at += needs.values().map(BTreeSet::len).sum::<usize>();
        circles.extend(in_a_circle(&needs).into_iter().map(|module| {
            let others = needs.get(module);
            (folder.join(module), others.cloned().unwrap_or_default())
        }));
    }
    assert!(circles.is_empty(), "{circles:#?}");
    assert!(
        looked_at > 200,
        "only {looked_at} paths between modules were found"
    );
    Ok(())
}

#[test]
fn a_circle_is_found() {
    let all = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    let needs = Needs::from([
        ("score".to_owned(), all(&["impact"])),
        ("impact".to_owned(), all(&["ladder", "way"])),
        ("way".to_owned(), all(&["score"])),
        ("ladder".to_owned(), all(&[])),
    ]);
    assert_eq!(in_a_circle(&needs), ["impact", "score", "way"]);
}

#[test]
fn every_path_is_read() {
    let source = "use super::{super::{Desk, work::Steps as S}, ladder::*, score::{Side, Way}};
        use crate::{desk::note};\nsuper::heat::x::<u8>(my_super::y)";
    let joined = |path: Names| path.join("::");
    let found = paths(source, &["super::", "crate::"]).into_iter();
    assert_eq!(
        found.map(joined).collect::<Vec<_>>(),
        [
            "super::super::Desk",
            "super::super::work::Steps",
            "super::ladder",
            "super::score::Side",
            "super::score::Way",
            "crate::desk::note",
            "super::heat::x",
        ]
    );
}

#[test]
fn a_path_is_followed_to_the_module_that_it_names() {
    let names = |path: &str| -> Names { path.split("::").map(str::to_owned).collect() };
    let module = |path: &str, depth| within(&names(path), depth, &["desk"]).cloned();
    assert_eq!(module("super::note::X", 0).as_deref(), Some("note"));
    assert_eq!(module("super::note::X", 1), None);
    assert_eq!(module("super::super::Work", 1).as_deref(), Some("Work"));
    assert_eq!(module("crate::desk::Work", 3).as_deref(), Some("Work"));
    assert_eq!(module("crate::storage::Library", 0), None);
    let passed_on = passed_on("pub use self::{a::{X, b::Y}, c::Z};\npub(super) use d::W;");
    let expected = [("W", "d"), ("X", "a"), ("Y", "a"), ("Z", "c")];
    let expected = expected.map(|(name, module)| (name.to_owned(), module.to_owned()));
    assert_eq!(passed_on, BTreeMap::from(expected));
}
