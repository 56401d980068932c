//! The configuration: defaults, and what is not printed.

use server::config::{Config, DEFAULTS, Overrides};
use std::fs;
use std::path::Path;

#[test]
fn secrets_do_not_print() {
    let overrides = Overrides { database_url: Some("postgres://u:hunter2@localhost/w".into()), ..Overrides::default() };
    let config = Config::load(None, &overrides).expect("loads");
    assert!(!format!("{config:?}").contains("hunter2"));
    assert!(config.database_url().contains("hunter2"));
}

#[test]
fn the_database_is_a_file_in_the_data_folder_by_default() {
    let overrides = Overrides { data_dir: Some("/srv/waypost".into()), ..Overrides::default() };
    let config = Config::load(None, &overrides).expect("loads");
    assert_eq!(config.database_url(), "sqlite:/srv/waypost/waypost.db");
}

#[test]
fn the_documentation_shows_the_defaults_as_they_are() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/CONFIGURATION.md");
    let page = fs::read_to_string(page).expect("the page is read");
    assert!(
        page.contains(&format!("```toml\n{DEFAULTS}```")),
        "copy server/src/config.toml into docs/CONFIGURATION.md"
    );
}

/// Keys without a default are commented out there: with a value they are keys, too.
#[test]
fn every_key_is_described() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("all.toml");
    let all: Vec<&str> = DEFAULTS
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|key| key.split_once(" = ").is_some_and(|(key, _)| !key.contains(' ')))
                .unwrap_or(line)
        })
        .collect();
    fs::write(&file, all.join("\n")).expect("written");
    let config = Config::load(Some(&file), &Overrides::default()).expect("every key is one");
    let unset: Vec<String> =
        format!("{config:#?}").lines().filter(|line| line.ends_with(": None,")).map(str::to_owned).collect();
    assert!(unset.is_empty(), "not described: {unset:?}");
}

#[test]
fn one_number_for_texts_and_calls_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("waypost.toml");
    let number_of = |calls: &str| {
        fs::write(&file, format!("[texts]\nfrom = \"+12175550199\"\n[calls]\nfrom = \"{calls}\"\n")).expect("written");
        let config = Config::load(Some(&file), &Overrides::default()).expect("loads");
        config.shared_number().map(str::to_owned)
    };
    assert_eq!(number_of("+12175550199").as_deref(), Some("+12175550199"));
    assert_eq!(number_of("+12175550198"), None);
}
