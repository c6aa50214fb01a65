//! The notes of a version: its section of `CHANGELOG.md`.

use crate::error::TaskError;
use crate::workspace::Workspace;

/// The newest version, and what is said of it.
pub(super) struct Notes {
    /// Its number, such as `0.2.0`.
    pub(super) version: String,
    /// Whether it has a day, and is not called unreleased.
    pub(super) is_released: bool,
    /// The section, in Markdown.
    pub(super) text: String,
}

/// The notes of the newest version, which must be the one of `Cargo.toml`.
pub(super) fn newest(workspace: &Workspace) -> Result<Notes, TaskError> {
    let read = |name| {
        let path = workspace.path(name);
        std::fs::read_to_string(&path).map_err(TaskError::file(&path))
    };
    let notes = of_newest(&read("CHANGELOG.md")?);
    let notes = notes.ok_or_else(|| {
        TaskError::Wrong("CHANGELOG.md has no section of a version (`## 0.2.0 ...`)".to_owned())
    })?;
    let version = format!("version = \"{}\"", notes.version);
    if read("Cargo.toml")?.lines().any(|line| line == version) {
        return Ok(notes);
    }
    Err(TaskError::Wrong(format!(
        "the newest version of CHANGELOG.md is {}, and Cargo.toml has another one",
        notes.version
    )))
}

fn of_newest(changelog: &str) -> Option<Notes> {
    let is_heading = |line: &&str| line.starts_with("## ");
    let heading = changelog.lines().find(is_heading)?;
    let version = heading.split_whitespace().nth(1)?;
    let section = changelog.lines().skip_while(|line| !is_heading(line));
    let section = section.enumerate();
    let lines: Vec<&str> = section
        .take_while(|(place, line)| *place == 0 || !is_heading(line))
        .map(|(_, line)| line)
        .collect();
    Some(Notes {
        version: version.to_owned(),
        is_released: !heading.contains("unreleased"),
        text: format!(
            "{}\n",
            lines.join("\n").trim_end().replacen("## ", "# Assay ", 1)
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_has_its_own_section() {
        let changelog = "# Changelog\n\n## 0.3.0 (2027-01-04)\n\nNew.\n\n### More\n\n- This.\n\n## 0.2.0\n\nOld.\n";
        let notes = of_newest(changelog).unwrap();
        assert_eq!(notes.version, "0.3.0");
        assert!(notes.is_released);
        assert_eq!(
            notes.text,
            "# Assay 0.3.0 (2027-01-04)\n\nNew.\n\n### More\n\n- This.\n"
        );
        let unreleased = of_newest("## 0.4.0 (unreleased)\n").unwrap();
        assert!(!unreleased.is_released);
        assert!(of_newest("# Changelog\n").is_none());
    }
}
