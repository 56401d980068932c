//! The state of a code set that is being edited. Copied into every part of its page.

use super::doors::{load_code_set, save_code_set};
use base::AppError;
use kit::{FormErrors, Tone, toast};
use leptos::prelude::*;
use shared::code_sets::wire::CodeSetDetail;
use shared::code_sets::{self, CodeSet, Coding};

/// One code set on the page.
#[derive(Clone, Copy)]
pub struct Editing {
    pub may_edit: bool,
    /// As it was loaded or last saved.
    pub detail: RwSignal<CodeSetDetail>,
    pub name: RwSignal<String>,
    pub description: RwSignal<String>,
    pub source: RwSignal<String>,
    pub codes: RwSignal<Vec<Coding>>,
    /// Why the last save was refused.
    pub refused: RwSignal<Option<AppError>>,
    /// What the last change of the codes did, for screen readers.
    pub said: RwSignal<String>,
    /// What is wrong with the set as a whole.
    pub errors: FormErrors,
}

impl Editing {
    pub fn new(detail: CodeSetDetail, may_edit: bool) -> Self {
        let CodeSet { name, description, source, codes, .. } = detail.set.clone();
        let [name, description, source] = [name, description, source].map(RwSignal::new);
        Self {
            may_edit,
            detail: RwSignal::new(detail),
            name,
            description,
            source,
            codes: RwSignal::new(codes),
            refused: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            errors: FormErrors::provide(),
        }
    }

    pub fn key(self) -> String {
        self.detail.with_untracked(|detail| detail.set.key.clone())
    }

    /// The set as it stands on the screen.
    fn set(self) -> CodeSet {
        CodeSet {
            key: self.detail.with(|detail| detail.set.key.clone()),
            name: self.name.get(),
            description: self.description.get(),
            source: self.source.get(),
            codes: self.codes.get(),
        }
    }

    /// The words of a code: its own, else those that the data has for it.
    pub fn words_of(self, coding: &Coding) -> String {
        if !coding.display.is_empty() {
            return coding.display.clone();
        }
        self.detail.with(|detail| {
            let same = |known: &&Coding| (&known.system, &known.code) == (&coding.system, &coding.code);
            detail.words.iter().find(same).map(|known| known.display.clone()).unwrap_or_default()
        })
    }

    pub fn changed(self) -> Memo<bool> {
        Memo::new(move |_| {
            let set = self.set();
            self.detail.with(|detail| detail.set != set)
        })
    }

    /// How many codes saving would add and remove.
    pub fn difference(self) -> (u64, u64) {
        self.detail.with(|detail| self.codes.with(|codes| code_sets::difference(&detail.set.codes, codes)))
    }

    /// Takes codes in; returns how many are new.
    pub fn add(self, more: Vec<Coding>) -> usize {
        let added = self.codes.try_update(|codes| code_sets::add(codes, more)).unwrap_or_default();
        self.said.set(if added == 1 { "1 code added".to_owned() } else { format!("{added} codes added") });
        added
    }

    pub fn remove(self, coding: &Coding) {
        self.codes.update(|codes| codes.retain(|other| other != coding));
        self.said.set(format!("{} removed", coding.code));
    }

    /// Puts back what was loaded.
    pub fn discard(self) {
        let set = self.detail.with_untracked(|detail| detail.set.clone());
        self.show(set);
    }

    fn show(self, set: CodeSet) {
        self.name.set(set.name);
        self.description.set(set.description);
        self.source.set(set.source);
        self.codes.set(set.codes);
        self.refused.set(None);
        self.errors.clear();
    }

    /// Asks for it anew and shows that.
    pub async fn reload(self) {
        match load_code_set(self.key()).await {
            Ok(fresh) => {
                let set = fresh.set.clone();
                self.detail.set(fresh);
                self.show(set);
            }
            Err(error) => toast(Tone::Danger, error.to_string()),
        }
    }

    /// Saves what is on the screen as the next version. What was refused stays on the screen, with the reason.
    pub async fn save(self) {
        self.errors.clear();
        self.refused.set(None);
        let (version, set) = (self.detail.with_untracked(|detail| detail.version), untrack(|| self.set()));
        match save_code_set(version, set).await {
            Ok(version) => {
                toast(Tone::Good, format!("Saved as version {version}"));
                self.reload().await;
            }
            Err(AppError::Invalid(found)) => self.errors.set(found),
            Err(error) => self.refused.set(Some(error)),
        }
    }
}
