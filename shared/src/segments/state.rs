//! What kinds of segment there are and what state one is in.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// Members by rule, always current.
    Dynamic,
    /// Members chosen by hand.
    Static,
}

impl SegmentKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dynamic => "dynamic",
            Self::Static => "static",
        }
    }
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dynamic => "Dynamic",
            Self::Static => "Static",
        }
    }
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Dynamic, Self::Static].into_iter().find(|kind| kind.code() == code)
    }
}

/// Only a live segment can be used by a journey; only a live dynamic one follows its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SegmentStatus {
    Draft,
    Live,
    /// Was live; its members stay as they were.
    Stopped,
}

impl SegmentStatus {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Live, Self::Stopped];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
            Self::Stopped => "stopped",
        }
    }
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Live => "Live",
            Self::Stopped => "Stopped",
        }
    }
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}
