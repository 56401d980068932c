//! What a list shows, typed: sort, page, search and filters, each read from an address and written to it.

use super::PageQuery;
use crate::coded::Coded;
use crate::{coded, list_query};

/// The columns a list can be sorted by. The default is the list's own order.
pub trait SortBy: Coded + Default {
    /// Whether the list's own order goes from the last to the first.
    const DESCENDING: bool = false;
}

coded! {
    /// The order of a list that can't be sorted otherwise.
    #[derive(Default)]
    pub enum NewestFirst {
        #[default]
        Newest = "newest", "Newest first";
    }
}

impl SortBy for NewestFirst {}

list_query! {
    /// What a list shows that comes all at once and is only searched.
    pub struct WordsQuery by NewestFirst, search in Address {}
}

/// Where the text in the search box is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchIn {
    /// In the address: the list names no persons.
    Address,
    /// In the memory of the browser's window, gone when it is reloaded: what is searched for may be a person's name, birth date,
    /// address or number, and addresses are kept in histories and logs.
    Memory,
}

/// What one list shows. Written by [`list_query!`](crate::list_query!).
pub trait ListQuery: Clone + PartialEq + Default + Send + Sync + 'static {
    const SEARCH: SearchIn;

    /// What the address says under each name. What is not said, or makes no sense, is as it is at first.
    fn read(said: &dyn Fn(&str) -> Option<String>) -> Self;

    /// What differs from how it is at first.
    fn write(&self) -> Vec<(&'static str, String)>;

    /// Sort, page and search, as the server is asked.
    fn rows(&self) -> &PageQuery;

    fn rows_mut(&mut self) -> &mut PageQuery;
}

impl PageQuery {
    /// The first page in a list's own order.
    pub fn first<S: SortBy>(size: u32) -> Self {
        let sort = S::default().code().to_owned();
        Self { search: String::new(), sort, descending: S::DESCENDING, page: 0, size }
    }

    /// Takes over what an address says: `sort=name` or `sort=-name` for last to first, `page` from 1, `q` for the search.
    #[must_use]
    pub fn told<S: SortBy>(mut self, search: SearchIn, said: &dyn Fn(&str) -> Option<String>) -> Self {
        let sort = said("sort").unwrap_or_default();
        let (code, descending) = sort.strip_prefix('-').map_or((sort.as_str(), false), |code| (code, true));
        if let Some(by) = S::from_code(code) {
            by.code().clone_into(&mut self.sort);
            self.descending = descending;
        }
        self.page = said("page").and_then(|page| page.parse::<u32>().ok()).map_or(0, |page| page.saturating_sub(1));
        if search == SearchIn::Address {
            self.search = said("q").unwrap_or_default();
        }
        self
    }

    /// What [`told`](Self::told) reads.
    pub fn said<S: SortBy>(&self, search: SearchIn) -> Vec<(&'static str, String)> {
        let mut said = Vec::new();
        if search == SearchIn::Address && !self.search.is_empty() {
            said.push(("q", self.search.clone()));
        }
        let (by, descending) = self.order::<S>();
        if (by, descending) != (S::default(), S::DESCENDING) {
            said.push(("sort", format!("{}{}", if descending { "-" } else { "" }, by.code())));
        }
        if self.page > 0 {
            said.push(("page", self.page.saturating_add(1).to_string()));
        }
        said
    }
}

/// Writes the struct of what a list shows, with its [`ListQuery`]. A `filter` may be unset; a `choice` has always one value, its
/// default at first. Their types say themselves by `Display` and `FromStr`, as enums of `coded!` and ids do.
///
/// ```ignore
/// list_query! {
///     /// What the list of templates shows.
///     pub struct TemplatesQuery by TemplateSort, search in Address {
///         filter status: TemplateStatus;
///     }
/// }
/// ```
#[macro_export]
macro_rules! list_query {
    ($(#[$meta:meta])* $vis:vis struct $name:ident by $sort:ty, search in $search:ident {
        $($(#[$choice_meta:meta])* choice $choice:ident: $choice_type:ty;)*
        $($(#[$filter_meta:meta])* filter $filter:ident: $filter_type:ty;)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        $vis struct $name {
            pub rows: $crate::paging::PageQuery,
            $($(#[$choice_meta])* pub $choice: $choice_type,)*
            $($(#[$filter_meta])* pub $filter: Option<$filter_type>,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self {
                    rows: $crate::paging::PageQuery::first::<$sort>(25),
                    $($choice: <$choice_type>::default(),)*
                    $($filter: None,)*
                }
            }
        }

        impl $crate::paging::ListQuery for $name {
            const SEARCH: $crate::paging::SearchIn = $crate::paging::SearchIn::$search;

            fn read(said: &dyn Fn(&str) -> Option<String>) -> Self {
                Self {
                    rows: Self::default().rows.told::<$sort>(Self::SEARCH, said),
                    $($choice: said(stringify!($choice)).and_then(|text| text.parse().ok()).unwrap_or_default(),)*
                    $($filter: said(stringify!($filter)).and_then(|text| text.parse().ok()),)*
                }
            }

            fn write(&self) -> Vec<(&'static str, String)> {
                let mut said = self.rows.said::<$sort>(Self::SEARCH);
                let own: Vec<Option<(&'static str, String)>> = vec![
                    $((self.$choice != <$choice_type>::default())
                        .then(|| (stringify!($choice), self.$choice.to_string())),)*
                    $(self.$filter.as_ref().map(|value| (stringify!($filter), value.to_string())),)*
                ];
                said.extend(own.into_iter().flatten());
                said
            }

            fn rows(&self) -> &$crate::paging::PageQuery {
                &self.rows
            }

            fn rows_mut(&mut self) -> &mut $crate::paging::PageQuery {
                &mut self.rows
            }
        }
    };
}
