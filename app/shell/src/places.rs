//! Places: the pages that the navigation leads to. Which there are is told by the crate that knows all pages.

use leptos::prelude::*;
use shared::coded;
use shared::people::Me;

coded! {
    /// The headings of the navigation, from top to bottom; the first has no words.
    pub enum Section {
        Start = "start", "";
        Outreach = "outreach", "Outreach";
        Events = "events", "Events";
        ContactCenter = "contact-center", "Contact center";
        Organization = "organization", "Organization";
    }
}

/// A page that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub section: Section,
    pub label: &'static str,
    pub href: &'static str,
    pub icon: &'static str,
    /// The permission without which it is not shown.
    pub needs: &'static str,
    /// Where else pages are that belong to it.
    pub also: &'static [&'static str],
}

impl Place {
    pub fn is_open_to(&self, me: &Me) -> bool {
        me.holds(self.needs)
    }

    /// Whether the page at `path` belongs to this place.
    pub fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        if self.section == Section::Start {
            return path == self.href;
        }
        let below = |of: &str| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        below(self.href) || self.also.iter().any(|of| below(of))
    }
}

/// All places, in the order of the navigation within each section. In context for navigation and palette.
#[derive(Debug, Clone, Copy)]
pub struct Places(pub &'static [Place]);

impl Places {
    /// Those of a section that are open to `me`.
    pub fn of(self, section: Section, me: &Me) -> impl Iterator<Item = &'static Place> {
        self.0.iter().filter(move |place| place.section == section && place.is_open_to(me))
    }
}

/// The places that the frame was given.
pub fn places() -> Places {
    use_context().unwrap_or(Places(&[]))
}
