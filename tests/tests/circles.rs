//! The modules of the page's rooms and components that lie beside each other need each other in one
//! direction only: what two of them share is a module below both.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// Which module of a folder names which others of it.
type Needs = BTreeMap<String, BTreeSet<String>>;

/// The source without its unit tests, which may name whatever they like.
fn without_tests(source: &str) -> &str {
    source.split("#[cfg(").next().unwrap_or(source)
}

/// The first names of the paths through `super`: `a` and `b` of `super::{a::X, b}`.
fn siblings(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in source.split("super::").skip(1) {
        let Some(group) = path.strip_prefix('{') else {
            found.extend(first_name(path));
            continue;
        };
        let mut depth = 0_u32;
        let mut outer = String::new();
        for character in group.chars() {
            match character {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                other if depth == 0 => outer.push(other),
                _ => {}
            }
        }
        found.extend(outer.split(',').filter_map(first_name));
    }
    found
}

fn first_name(path: &str) -> Option<String> {
    let end = |character: char| !(character.is_alphanumeric() || character == '_');
    let name = path.trim().split(end).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

fn needs(folder: &Path) -> io::Result<Needs> {
    let mut sources = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if path.extension().is_some_and(|kind| kind == "rs")
            && let Some(stem) = stem.filter(|stem| *stem != "mod")
        {
            sources.insert(stem.to_owned(), fs::read_to_string(&path)?);
        }
    }
    let named = sources.iter().map(|(module, source)| {
        let others = siblings(without_tests(source)).into_iter();
        let others = others.filter(|other| other != module && sources.contains_key(other));
        (module.clone(), others.collect())
    });
    Ok(named.collect())
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
    for part in ["components", "features"] {
        for folder in folders(page.join(part))? {
            let needs = needs(&folder)?;
            looked_at += needs.values().map(BTreeSet::len).sum::<usize>();
            circles.extend(
                in_a_circle(&needs)
                    .into_iter()
                    .map(|module| folder.join(module)),
            );
        }
    }
    assert!(circles.is_empty(), "{circles:#?}");
    assert!(
        looked_at > 50,
        "only {looked_at} paths between modules were found"
    );
    Ok(())
}

#[test]
fn a_circle_is_found() {
    let all = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(
        siblings("use super::{ladder::Ladder, score::{Side, Way}, way};\nsuper::heat::x()"),
        all(&["ladder", "score", "way", "heat"])
    );
    let needs = Needs::from([
        ("score".to_owned(), all(&["impact"])),
        ("impact".to_owned(), all(&["ladder", "way"])),
        ("way".to_owned(), all(&["score"])),
        ("ladder".to_owned(), all(&[])),
    ]);
    assert_eq!(in_a_circle(&needs), ["impact", "score", "way"]);
}
