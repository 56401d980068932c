//! What is done and written down: one enum, from which the log's words and filters follow.

use super::AuditKind;
use crate::coded;

coded! {
    /// What somebody did. The code stands in the log, the label begins its lines.
    pub enum AuditAction {
        View = "view", "Looked at";
        List = "list", "Listed";
        Search = "search", "Searched";
        Count = "count", "Counted";
        Export = "export", "Exported";
        Create = "create", "Made";
        Update = "update", "Changed";
        /// A new version beside the live one.
        Edit = "edit", "Began a new version";
        Rename = "rename", "Renamed";
        Archive = "archive", "Archived";
        Delete = "delete", "Deleted";
        Import = "import", "Imported";
        GoLive = "go-live", "Went live";
        Stop = "stop", "Stopped";
        Cancel = "cancel", "Cancelled";
        Send = "send", "Sent";
        Test = "test", "Sent a test";
        SignIn = "sign-in", "Signed in";
        SignInFailed = "sign-in-failed", "Sign-in failed";
        SignOut = "sign-out", "Signed out";
        SignOutEverywhere = "sign-out-everywhere", "Signed out everywhere";
        ChangeRole = "change-role", "Changed role";
        Disable = "disable", "Locked out";
        Enable = "enable", "Let in again";
        EndSessions = "end-sessions", "Ended sessions";
        ResetPassword = "reset-password", "Set password";
        ChangePassword = "change-password", "Changed own password";
        Refused = "refused", "Refused";
    }
}

impl AuditAction {
    /// The kind that the log is narrowed to.
    #[must_use]
    pub const fn kind(self) -> AuditKind {
        match self {
            Self::View | Self::List | Self::Search | Self::Count => AuditKind::Looked,
            Self::Export => AuditKind::Exported,
            Self::Create | Self::Update | Self::Edit | Self::Rename | Self::Archive | Self::Delete | Self::Import => {
                AuditKind::Changed
            }
            Self::GoLive | Self::Stop | Self::Cancel => AuditKind::Live,
            Self::Send | Self::Test => AuditKind::Sent,
            Self::SignIn | Self::SignInFailed | Self::SignOut | Self::SignOutEverywhere => AuditKind::SignIn,
            Self::ChangeRole
            | Self::Disable
            | Self::Enable
            | Self::EndSessions
            | Self::ResetPassword
            | Self::ChangePassword => AuditKind::Accounts,
            Self::Refused => AuditKind::Refused,
        }
    }

    /// Those whose words contain `text`, which is in lower case.
    pub fn said(text: &str) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |action| action.label().to_lowercase().contains(text))
    }
}
