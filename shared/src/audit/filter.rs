//! What the audit log is narrowed to, and how an address says it. Never by a patient's name: an address is kept in
//! histories and logs, so it has only ids, dates and kinds.

use super::AuditKind;
use crate::ids::{PatientId, StaffId};
use crate::paging::{ListQuery, NewestFirst, PageQuery, SearchIn, address_of};
use crate::time::Date;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditFilter {
    /// Only entries that showed this patient.
    pub patient: Option<PatientId>,
    /// Only what this member of staff did.
    pub person: Option<StaffId>,
    pub kind: Option<AuditKind>,
    /// The first and the last day, in the organization's zone; both are included.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl AuditFilter {
    /// Reads what an address or a form says under each name; what makes no sense narrows nothing.
    pub fn of(said: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            patient: said("patient").and_then(|text| text.parse().ok()),
            person: said("person").and_then(|text| text.parse().ok()),
            kind: said("kind").and_then(|text| AuditKind::from_code(&text)),
            from: said("from").and_then(|text| Date::parse(&text)),
            to: said("to").and_then(|text| Date::parse(&text)),
        }
    }

    /// What is narrowed, as the names and values of an address or a form.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("patient", self.patient.map(|id| id.to_string())),
            ("person", self.person.map(|id| id.to_string())),
            ("kind", self.kind.map(|kind| kind.code().to_owned())),
            ("from", self.from.map(|date| date.to_string())),
            ("to", self.to.map(|date| date.to_string())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The page with this filter.
    pub fn address(self) -> String {
        let query = AuditQuery { filter: self, ..AuditQuery::default() };
        address_of("/staff/audit", "", "", &query.write())
    }
}

/// What the audit log shows. Its words are kept out of the address: somebody may search for a patient by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuery {
    pub rows: PageQuery,
    pub filter: AuditFilter,
}

impl Default for AuditQuery {
    fn default() -> Self {
        Self { rows: PageQuery::first::<NewestFirst>(50), filter: AuditFilter::default() }
    }
}

impl ListQuery for AuditQuery {
    const SEARCH: SearchIn = SearchIn::Memory;

    fn read(said: &dyn Fn(&str) -> Option<String>) -> Self {
        let rows = Self::default().rows.told::<NewestFirst>(Self::SEARCH, said);
        Self { rows, filter: AuditFilter::of(said) }
    }

    fn write(&self) -> Vec<(&'static str, String)> {
        let mut said = self.rows.said::<NewestFirst>(Self::SEARCH);
        said.extend(self.filter.said());
        said
    }

    fn rows(&self) -> &PageQuery {
        &self.rows
    }

    fn rows_mut(&mut self) -> &mut PageQuery {
        &mut self.rows
    }
}
