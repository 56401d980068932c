//! One page of a longer list, asked for and answered.

use serde::{Deserialize, Serialize};

/// Which rows a table shows: search text, sort column (a name the list knows), direction, page from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageQuery {
    pub search: String,
    pub sort: String,
    pub descending: bool,
    pub page: u32,
    pub size: u32,
}

impl Default for PageQuery {
    fn default() -> Self {
        Self { search: String::new(), sort: String::new(), descending: false, page: 0, size: 25 }
    }
}

impl PageQuery {
    /// Rows a page, kept between 1 and 200 whatever was asked.
    pub fn limit(&self) -> i64 {
        i64::from(self.size.clamp(1, 200))
    }
    pub fn offset(&self) -> i64 {
        i64::from(self.page) * self.limit()
    }
}

/// The rows of one page and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub total: u64,
}
