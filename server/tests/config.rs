//! The configuration: defaults, and what is not printed.

use server::config::{Config, Overrides};

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
