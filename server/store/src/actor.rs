//! Who is acting, and the proof that they may. A function that needs a permission takes `&Permit<ThatPermission>`.

use shared::ids::StaffId;
use shared::people::{Permission, Role};
use std::marker::PhantomData;

/// The person (or the system itself) behind a read or a write; the audit log names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// `None` when the system acts by itself.
    pub staff: Option<ActorStaff>,
    /// What the audit log shows: the person's name, or what part of the system acts.
    pub name: String,
    pub request: Request,
}

/// The request behind a read or a write; empty where there is none, as on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Ties the audit entry to the request's log lines.
    pub id: String,
    /// The client's network address.
    pub network: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorStaff {
    pub key: i64,
    pub id: StaffId,
    pub role: Role,
}

/// Proof that `actor` may do `P`. Only [`Actor::permit`] and [`Permit::system`] make one.
#[derive(Debug, Clone)]
pub struct Permit<P> {
    actor: Actor,
    permission: PhantomData<fn() -> P>,
}

impl Actor {
    /// Nobody of the staff: a part of the system, or somebody who has yet to sign in.
    pub fn nobody(name: &str, request: Request) -> Self {
        Self { staff: None, name: name.to_owned(), request }
    }

    /// The permit, if this person's role holds the permission.
    pub fn permit<P: Permission>(&self) -> Option<Permit<P>> {
        let staff = self.staff.as_ref()?;
        P::allows(staff.role).then(|| Permit { actor: self.clone(), permission: PhantomData })
    }
}

impl<P: Permission> Permit<P> {
    /// For what happens without a person: the engine, the command line, demo data.
    pub fn system(part: &str) -> Self {
        Self { actor: Actor::nobody(part, Request::default()), permission: PhantomData }
    }

    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The acting person's row key, for `created_by` columns.
    pub fn staff_key(&self) -> Option<i64> {
        self.actor.staff.as_ref().map(|staff| staff.key)
    }
}
