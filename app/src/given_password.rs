//! What is open while the password is one that somebody else set.

use admin::account::{ChangeOwnPassword, OwnSessions, PasswordIsGiven};
use base::WhoAmI;
use leptos::server_fn::ServerFn;
use shell::SignOutEverywhere;

/// Whether `path` is: the page where one's own is chosen, with what it asks for, and signing out.
pub fn open_to_given_password(path: &str) -> bool {
    [
        "/staff/account",
        WhoAmI::PATH,
        OwnSessions::PATH,
        PasswordIsGiven::PATH,
        ChangeOwnPassword::PATH,
        SignOutEverywhere::PATH,
    ]
    .contains(&path)
}
