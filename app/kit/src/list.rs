//! What a list shows, kept in the address: Back, reload and a shared link bring it again.
//!
//! Pages, sorts, filters and tabs are steps that Back undoes; typing in the search box replaces the step it is in. What is
//! searched for on lists of persons is not in the address and not in the browser's history: the window remembers it while it
//! lives, for the way back from a record.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use shared::paging::{ListQuery, PageQuery, SearchIn, address_of, list_in, word_in};
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// Whether a change is undone by Back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    New,
    Replace,
}

/// Writes what is said to the address.
type Go = Box<dyn Fn(&[(&'static str, String)], Step) + Send + Sync>;

/// The part of the address that belongs to one list or one row of tabs.
#[derive(Clone, Copy)]
struct Place {
    /// The query of the page's address; what it was last, while the address is already another page's.
    query: Memo<String>,
    go: StoredValue<Go>,
}

impl Place {
    fn new(name: &'static str) -> Self {
        let location = use_location();
        let own = location.pathname.get_untracked();
        let query = {
            let own = own.clone();
            Memo::new(move |last: Option<&String>| match last {
                Some(last) if location.pathname.with(|path| *path != own) => last.clone(),
                _ => location.search.get(),
            })
        };
        let navigate = use_navigate();
        let go = move |said: &[(&'static str, String)], step: Step| {
            let next = query.with_untracked(|query| address_of(&own, query, name, said));
            if location.pathname.with_untracked(|path| *path != own) {
                return;
            }
            // Not by the router's own push: that one leaves the address as it is when it takes the step for one it made before.
            if step == Step::New
                && let Ok(history) = window().history()
            {
                // Fails only where a site pushes hundreds of steps a second.
                let _ = history.push_state_with_url(&JsValue::NULL, "", None);
            }
            navigate(&next, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        };
        Self { query, go: StoredValue::new(Box::new(go)) }
    }

    fn go(self, said: &[(&'static str, String)], step: Step) {
        self.go.try_with_value(|go| go(said, step));
    }
}

/// What is searched for on lists of persons, by page and list. In context, once for the whole application.
#[derive(Clone, Copy, Default)]
pub struct SearchMemory(StoredValue<HashMap<String, String>>);

/// What one list shows. Read it as a signal; whoever changes it changes the address.
pub struct ListState<Q: ListQuery> {
    query: Memo<Q>,
    turn: Callback<(Q, Step)>,
}

impl<Q: ListQuery> Clone for ListState<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: ListQuery> Copy for ListState<Q> {}

/// The list that is the page's own.
pub fn use_list<Q: ListQuery>() -> ListState<Q> {
    use_list_named("")
}

/// One of several lists of a page, or one beside tabs: `name` tells them apart in the address.
pub fn use_list_named<Q: ListQuery>(name: &'static str) -> ListState<Q> {
    let place = Place::new(name);
    let memory = use_context::<SearchMemory>().filter(|_| Q::SEARCH == SearchIn::Memory);
    let key = StoredValue::new(format!("{}#{name}", use_location().pathname.get_untracked()));
    let remembered = memory.and_then(|memory| key.with_value(|key| memory.0.with_value(|all| all.get(key).cloned())));
    let search = RwSignal::new(remembered.unwrap_or_default());
    let query = Memo::new(move |_| {
        let mut query: Q = place.query.with(|query| list_in(query, name));
        if Q::SEARCH == SearchIn::Memory {
            query.rows_mut().search = search.get();
        }
        query
    });
    let turn = Callback::new(move |(next, step): (Q, Step)| {
        if query.with_untracked(|query| *query == next) {
            return;
        }
        if Q::SEARCH == SearchIn::Memory && search.with_untracked(|search| *search != next.rows().search) {
            let text = next.rows().search.clone();
            if let Some(memory) = memory {
                memory.0.update_value(|all| {
                    all.insert(key.get_value(), text.clone());
                });
            }
            search.set(text);
        }
        place.go(&next.write(), step);
    });
    ListState { query, turn }
}

impl<Q: ListQuery> ListState<Q> {
    pub fn get(self) -> Q {
        self.query.get()
    }

    /// What a part of it is now.
    pub fn part<T: PartialEq + Send + Sync + 'static>(self, of: impl Fn(&Q) -> T + Send + Sync + 'static) -> Signal<T> {
        Memo::new(move |_| self.query.with(&of)).into()
    }

    /// Whether nothing is narrowed: no search and no filter.
    pub fn is_whole(self) -> bool {
        self.query.with_untracked(|query| {
            let (first, mut other) = (Q::default(), query.clone());
            other.rows_mut().clone_from(first.rows());
            query.rows().search.is_empty() && other == first
        })
    }

    /// Narrows the list otherwise; it begins with the first page then.
    pub fn narrow(self, change: impl FnOnce(&mut Q)) {
        let mut next = self.query.get_untracked();
        change(&mut next);
        next.rows_mut().page = 0;
        self.turn.run((next, Step::New));
    }
}

/// Sort, page and search of any list, for the head and the foot of its table.
#[derive(Clone, Copy)]
pub struct Paging {
    query: Signal<PageQuery>,
    turn: Callback<(PageQuery, Step)>,
}

impl<Q: ListQuery> From<ListState<Q>> for Paging {
    fn from(list: ListState<Q>) -> Self {
        let turn = move |(rows, step): (PageQuery, Step)| {
            let mut next = list.query.get_untracked();
            *next.rows_mut() = rows;
            list.turn.run((next, step));
        };
        Self { query: list.part(|query| query.rows().clone()), turn: Callback::new(turn) }
    }
}

/// For lists in a panel or a dialog, which no address leads to.
impl From<RwSignal<PageQuery>> for Paging {
    fn from(query: RwSignal<PageQuery>) -> Self {
        Self { query: query.into(), turn: Callback::new(move |(rows, _)| query.set(rows)) }
    }
}

impl Paging {
    pub(crate) fn get(self) -> PageQuery {
        self.query.get()
    }

    pub(crate) fn with<T>(self, of: impl FnOnce(&PageQuery) -> T) -> T {
        self.query.with(of)
    }

    pub(crate) fn turn(self, step: Step, change: impl FnOnce(&mut PageQuery)) {
        let mut next = self.query.get_untracked();
        change(&mut next);
        self.turn.run((next, step));
    }

    /// Goes to the last page when the one asked for lies behind it.
    pub(crate) fn keep_within(self, total: Signal<Option<u64>>) {
        Effect::new(move |_| {
            let Some(total) = total.get() else { return };
            if let Some(last) = self.query.with_untracked(|query| query.last_page_of(total)) {
                self.turn(Step::Replace, |query| query.page = last);
            }
        });
    }

    /// The text of a search box, which follows the list and which the list follows.
    pub fn search_text(self) -> RwSignal<String> {
        let text = RwSignal::new(self.query.with_untracked(|query| query.search.clone()));
        let said = Memo::new(move |_| self.query.with(|query| query.search.clone()));
        Effect::watch(
            move || text.get(),
            move |text, _, _| {
                if said.with_untracked(|said| said != text) {
                    self.turn(Step::Replace, |query| {
                        query.search.clone_from(text);
                        query.page = 0;
                    });
                }
            },
            false,
        );
        follow(said.into(), text);
        text
    }
}

/// The chosen tab of a page, by its key; the first of `keys` is the one that the address need not say.
pub fn use_tab(keys: Vec<&'static str>) -> RwSignal<&'static str> {
    let place = Place::new("");
    let first = keys.first().copied().unwrap_or_default();
    let said = Memo::new(move |_| {
        let tab = place.query.with(|query| word_in(query, "", "tab"));
        keys.iter().copied().find(|key| tab.as_deref() == Some(key)).unwrap_or(first)
    });
    let selected = RwSignal::new(said.get_untracked());
    Effect::watch(
        move || selected.get(),
        move |tab, _, _| {
            if said.get_untracked() != *tab {
                let said = (*tab != first).then(|| ("tab", (*tab).to_owned()));
                place.go(said.as_slice(), Step::New);
            }
        },
        false,
    );
    follow(said.into(), selected);
    selected
}

/// Sets `value` to what is `said` whenever that changes.
fn follow<T: PartialEq + Clone + Send + Sync + 'static>(said: Signal<T>, value: RwSignal<T>) {
    Effect::watch(
        move || said.get(),
        move |said, _, _| {
            if value.with_untracked(|value| value != said) {
                value.set(said.clone());
            }
        },
        false,
    );
}
