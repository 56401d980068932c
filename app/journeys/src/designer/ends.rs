//! What ends the journey for somebody at once: the goal, and the exit rules.

use super::node_editor::RuleField;
use super::state::Designer;
use kit::{Checkbox, Choice, Field, Select};
use leptos::prelude::*;
use shared::consent::{Channel, Purpose};
use shared::journeys::{Settings, set_settings};
use shared::segments::Rule;

#[component]
pub fn Ends() -> impl IntoView {
    let designer = Designer::use_context();
    let settings = Memo::new(move |_| designer.board.follow(|definition| definition.settings.clone()));
    let change = move |with: &dyn Fn(&mut Settings)| {
        designer.edit(|definition| {
            let mut settings = definition.settings.clone();
            with(&mut settings);
            set_settings(definition, settings)
        });
    };
    let locked = Signal::derive(move || !designer.editable());
    // A box that follows the journey and changes it when it is ticked.
    let ticked = move |is: fn(&Settings) -> bool, put: fn(&mut Settings, bool)| {
        let checked = RwSignal::new(settings.with_untracked(is));
        Effect::new(move |_| checked.set(settings.with(is)));
        Effect::watch(
            move || checked.get(),
            move |now, _, _| {
                if settings.with_untracked(is) != *now {
                    change(&|settings| put(settings, *now));
                }
            },
            false,
        );
        checked
    };
    let goal = ticked(|all| all.goal.is_some(), |all, on| all.goal = on.then(Rule::empty));
    let exit = ticked(|all| all.exits.rule.is_some(), |all, on| all.exits.rule = on.then(Rule::empty));
    let inactive = ticked(|all| all.exits.inactive, |all, on| all.exits.inactive = on);
    let rule = move |of: fn(&Settings) -> &Option<Rule>, put: fn(&mut Settings, Rule), hint: &'static str| {
        move || {
            let rule = Memo::new(move |_| settings.with(|all| of(all).clone()).unwrap_or_else(Rule::empty));
            let on_change = Callback::new(move |(rule, _): (Rule, bool)| change(&|all| put(all, rule.clone())));
            view! { <RuleField id=None hint rule on_change /> }
        }
    };
    let goal_rule =
        rule(|all| &all.goal, |all, rule| all.goal = Some(rule), "People who match have reached the goal and leave.");
    let exit_rule = rule(
        |all| &all.exits.rule,
        |all, rule| all.exits.rule = Some(rule),
        "People who match leave, wherever they are.",
    );
    let has_goal = Memo::new(move |_| settings.with(|all| all.goal.is_some()));
    let has_exit = Memo::new(move |_| settings.with(|all| all.exits.rule.is_some()));
    let refused = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = settings.with(|all| all.exits.refused);
        refused.set(now.map(|(channel, purpose)| format!("{channel}/{purpose}")).unwrap_or_default());
    });
    let kinds: Vec<Choice> = Channel::ALL
        .into_iter()
        .flat_map(|channel| Purpose::ALL.into_iter().map(move |purpose| (channel, purpose)))
        .map(|(channel, purpose)| {
            Choice::new(format!("{channel}/{purpose}"), format!("{} · {}", channel.label(), purpose.label()))
        })
        .collect();
    view! {
        <section class="stack" aria-label="Goal and exits">
            <h3>"Goal"</h3>
            <div id="has_goal" tabindex="-1">
                <Checkbox name="goal" label="The journey has a goal" checked=goal disabled=locked />
            </div>
            <Show when=move || has_goal.get()>{goal_rule}</Show>
            <h3>"Leaves early"</h3>
            <p class="hint">"At once, even in the middle of a wait. People recorded as deceased always leave."</p>
            <Checkbox name="inactive" label="When the record is made inactive" checked=inactive disabled=locked />
            <Field name="refused" label="When they refuse" optional=true>
                <Select
                    name="refused"
                    choices=kinds
                    value=refused
                    placeholder="Nothing in particular"
                    disabled=locked
                    on_change=move |chosen: String| {
                        let kind = chosen
                            .split_once('/')
                            .and_then(|(channel, purpose)| Some((channel.parse().ok()?, purpose.parse().ok()?)));
                        change(&|all| all.exits.refused = kind);
                    }
                />
            </Field>
            <div id="has_exit_rule" tabindex="-1">
                <Checkbox name="exit_rule" label="When a rule holds" checked=exit disabled=locked />
            </div>
            <Show when=move || has_exit.get()>{exit_rule}</Show>
        </section>
    }
    .into_any()
}
