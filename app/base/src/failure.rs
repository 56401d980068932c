//! What is shown instead of a page or a part of it that could not be had.

use crate::AppError;
use kit::{ButtonKind, ButtonLink, EmptyState, Kind, Skeleton};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::paging::address_of;

/// Says what went wrong and what to do next; the system's own failures carry the request id that the log has them under.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    let (icon, title) = match &error {
        AppError::SignedOut => ("lock", "You are signed out"),
        AppError::Forbidden => ("shield-x", "Not for your role"),
        AppError::NotFound => ("search", "Not here"),
        AppError::Invalid(_) => ("circle-alert", "Check what you entered"),
        AppError::Conflict(_) => ("triangle-alert", "Not possible now"),
        AppError::Busy => ("server", "Busy right now"),
        AppError::Internal(_) => ("octagon-alert", "Something went wrong on our side"),
        AppError::Offline => ("server", "No connection"),
    };
    let text = match &error {
        AppError::Internal(id) if !id.is_empty() => {
            format!("It is in the log. Tell your administrator this reference: {id}")
        }
        AppError::Internal(_) => "Try again in a moment.".to_owned(),
        AppError::Forbidden => "Another role is needed. If you need it for your work, ask an administrator.".to_owned(),
        other => other.to_string(),
    };
    let signed_out = error == AppError::SignedOut;
    let location = use_location();
    let here = [location.pathname.get_untracked(), location.search.get_untracked()].join("?");
    let sign_in = address_of("/staff/sign-in", "", "", &[("next", here.trim_end_matches('?').to_owned())]);
    view! {
        <div role="alert">
            <EmptyState icon title text kind=Kind::Look>
                {signed_out
                    .then(|| {
                        view! {
                            <a class="button button-primary" rel="external" href=sign_in>
                                "Sign in"
                            </a>
                        }
                    })}
                {(!signed_out)
                    .then(|| view! { <ButtonLink href="/staff" kind=ButtonKind::Secondary icon="house">"Home"</ButtonLink> })}
            </EmptyState>
        </div>
    }
    .into_any()
}

/// `page`, or what went wrong in it.
pub fn guarded(page: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    view! {
        <ErrorBoundary fallback=|errors| {
            move || errors.get().into_iter().map(|(_, error)| view! { <Failure error=to_app_error(&error) /> }).collect_view()
        }>{page()}</ErrorBoundary>
    }
    .into_any()
}

fn to_app_error(error: &Error) -> AppError {
    error.downcast_ref::<AppError>().cloned().unwrap_or_else(|| AppError::Internal(error.to_string()))
}

/// Shows `data` by `view` once it is there, bones before, the failure otherwise. While it is fetched again the old
/// view stays.
#[component]
pub fn Loaded<T>(
    data: Resource<Result<T, AppError>>,
    view: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
    #[prop(default = 6)] bones: usize,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=move || view! { <Skeleton lines=bones /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(value) => view(value),
                    Err(error) => view! { <Failure error /> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}
