//! Which template is sent.

use super::live_picker::LivePicker;
use crate::designer::state::{Designer, Tile};
use leptos::prelude::*;
use shared::journeys::{NodeId, NodeKind, set_kind};

#[component]
pub fn MessageEditor(id: NodeId, cell: Tile) -> impl IntoView {
    let designer = Designer::use_context();
    let templates = designer.page.with_value(|page| page.templates.clone());
    let subjects = StoredValue::new(templates.clone());
    let now = Signal::derive(move || {
        cell.node.with(|node| node.kind.template()).map(|template| template.to_string()).unwrap_or_default()
    });
    let choose = Callback::new(move |chosen: Option<String>| {
        let template = chosen.and_then(|id| id.parse().ok());
        designer.edit(|definition| set_kind(definition, id, NodeKind::Message { template }));
    });
    let preview = move || {
        let chosen = subjects.with_value(|all| all.iter().find(|choice| choice.id == now.get()).cloned())?;
        Some(view! {
            <div class="letter-preview">
                <p class="quiet">"Subject"</p>
                <p>{chosen.detail}</p>
                <a href=format!("/staff/messages/{}", chosen.id)>"Open the template"</a>
            </div>
        })
    };
    view! {
        <LivePicker name="template" label="Template" hint="Only live messages can be chosen." choices=templates now on_choose=choose />
        {preview}
    }
}
