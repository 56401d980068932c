//! What program screens show. These types cross the wire.

use super::{Duty, Program, ProgramFacts, ProgramStatus};
use crate::ids::{ProgramId, ProspectListId, StaffId};
use crate::journeys::Choice;
use crate::paging::SortBy;
use crate::time::UtcMillis;
use crate::{coded, list_query};
use serde::{Deserialize, Serialize};

coded! {
    /// What programs are sorted by.
    #[derive(Default)]
    pub enum ProgramSort {
        #[default]
        Updated = "updated", "Changed";
        Name = "name", "Name";
        Status = "status", "Status";
    }
}

impl SortBy for ProgramSort {
    const DESCENDING: bool = true;
}

list_query! {
    /// What the list of programs shows.
    pub struct ProgramsQuery by ProgramSort, search in Address {
        filter status: ProgramStatus;
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramRow {
    pub id: ProgramId,
    pub name: String,
    pub status: ProgramStatus,
    pub goal: String,
    pub reached: i64,
    pub booked: i64,
    pub seen: i64,
    pub updated_at: UtcMillis,
}

/// Somebody of the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMember {
    pub id: StaffId,
    pub name: String,
    pub duty: Duty,
}

/// Everything that a program's page opens with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramPage {
    pub id: ProgramId,
    pub name: String,
    pub status: ProgramStatus,
    pub program: Program,
    /// Counts saves; a save that comes from an older one is refused.
    pub revision: i64,
    pub team: Vec<TeamMember>,
    /// Staff who may be owners or members.
    pub staff: Vec<(StaffId, String)>,
    pub facts: ProgramFacts,
    pub segments: Vec<Choice>,
    pub journeys: Vec<Choice>,
    pub templates: Vec<Choice>,
    pub visit_types: Vec<Choice>,
    /// Prospect lists of the program, the newest first.
    pub lists: Vec<(ProspectListId, String)>,
    pub may_edit: bool,
    /// Who looks at it: may not sign off their own words.
    pub me: StaffId,
}
