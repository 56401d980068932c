//! What staff may do. Each permission is a type: a function that needs one takes a permit of that type as an argument.

use super::Role;

/// Something that some roles may do.
pub trait Permission: Send + Sync + 'static {
    const NAME: &'static str;
    /// The roles that hold it, the administrator included where that is meant.
    const ROLES: &'static [Role];

    fn allows(role: Role) -> bool {
        Self::ROLES.contains(&role)
    }
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal: [$($role:ident),+];)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy)]
            pub struct $name;
            impl Permission for $name {
                const NAME: &'static str = $code;
                const ROLES: &'static [Role] = &[$(Role::$role),+];
            }
        )+
        /// The permissions a role holds, by name: what the browser needs to hide what can't be used.
        pub fn permissions_of(role: Role) -> Vec<&'static str> {
            let mut held = Vec::new();
            $(if $name::allows(role) { held.push($name::NAME); })+
            held
        }
    };
}

permissions! {
    /// Being signed in: the shell, the home page, one's own account.
    SignedIn = "signed-in": [Administrator, Marketer, EventPlanner, Agent, Supervisor, PrivacyOfficer];
    ViewPatients = "view-patients": [Administrator, Marketer, Agent, Supervisor, PrivacyOfficer];
    /// Change contact points and consent on a patient's behalf.
    EditPatients = "edit-patients": [Administrator, Agent, Supervisor];
    /// Keep tags and attributes of the organization's own about people.
    TagPatients = "tag-patients": [Administrator, Marketer, Agent, Supervisor];
    ImportPatients = "import-patients": [Administrator];
    ViewOutreach = "view-outreach": [Administrator, Marketer, EventPlanner, Agent, Supervisor, PrivacyOfficer];
    EditSegments = "edit-segments": [Administrator, Marketer];
    EditMessages = "edit-messages": [Administrator, Marketer, EventPlanner];
    EditJourneys = "edit-journeys": [Administrator, Marketer];
    EditEvents = "edit-events": [Administrator, Marketer, EventPlanner];
    /// See the calendar, book, move and cancel appointments, check people in.
    BookAppointments = "book-appointments": [Administrator, Agent, Supervisor];
    /// Work the queue of one's own programs: claim, call, say how a call ended.
    WorkCalls = "work-calls": [Administrator, Agent, Supervisor];
    /// See who is on what, release claims, and read reports by agent.
    SuperviseCalls = "supervise-calls": [Administrator, Supervisor];
    /// See outreach programs, their prospect lists and reports.
    ViewPrograms = "view-programs": [Administrator, Marketer, Supervisor, PrivacyOfficer];
    /// Set up outreach programs and import their prospect lists.
    EditPrograms = "edit-programs": [Administrator, Marketer, Supervisor];
    /// Keep visit types and practitioners' hours.
    PlanAvailability = "plan-availability": [Administrator];
    /// Look at single sent messages as their recipients saw them.
    ViewSentMessages = "view-sent-messages": [Administrator, Marketer, PrivacyOfficer];
    ViewAudit = "view-audit": [PrivacyOfficer];
    ManagePeople = "manage-people": [Administrator];
    ManageSettings = "manage-settings": [Administrator];
}
