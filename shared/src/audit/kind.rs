//! The kinds of action that the audit log can be narrowed to.

use super::AuditAction;
use crate::coded;

coded! {
    /// A kind of action. Its code stands in addresses.
    pub enum AuditKind {
        Looked = "looked", "Looked and searched";
        Exported = "exported", "Exported";
        Changed = "changed", "Made, changed, deleted, imported";
        Live = "live", "Went live, stopped, cancelled";
        Sent = "sent", "Sent";
        SignIn = "sign-in", "Signing in and out";
        Accounts = "accounts", "Roles, passwords, lock-outs";
        Refused = "refused", "Refused";
    }
}

impl AuditKind {
    /// The actions of this kind.
    pub fn actions(self) -> impl Iterator<Item = AuditAction> {
        AuditAction::ALL.into_iter().filter(move |action| action.kind() == self)
    }
}
