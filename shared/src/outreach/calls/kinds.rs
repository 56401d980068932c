//! Words of the call desk: why there is a call, where it stands, how soon it is due, and what an agent is doing.

use crate::coded;

coded! {
    /// Who called whom.
    pub enum Direction {
        Outbound = "outbound", "Outbound";
        Inbound = "inbound", "Inbound";
    }
}

coded! {
    /// Why there is a call.
    pub enum CallKind {
        /// A step of the program's journey.
        Cadence = "cadence", "Outreach call";
        /// Around a visit: a reminder, after a no-show, after a cancellation.
        Visit = "visit", "Call about a visit";
        /// Somebody wants a visit and the scheduling team finds the time.
        HandOver = "hand-over", "Visit to schedule";
        /// Next month's follow-up.
        FollowUp = "follow-up", "Follow-up";
        Inbound = "inbound", "Inbound call";
        /// A text that somebody sent us.
        Reply = "reply", "Reply to answer";
    }
}

coded! {
    /// Where a call stands.
    pub enum CallStatus {
        Open = "open", "Waiting";
        Claimed = "claimed", "In hand";
        Done = "done", "Done";
        Cancelled = "cancelled", "Cancelled";
    }
}

coded! {
    /// How soon a call is made. A time that the person named comes before all of them.
    #[derive(Default)]
    pub enum Priority {
        High = "high", "High";
        #[default]
        Normal = "normal", "Normal";
        Low = "low", "Low";
    }
}

/// The rank of a call-back at a time that the person named.
pub const CALL_BACK_RANK: i64 = 0;

impl Priority {
    /// Its place in the queue: the lower, the sooner.
    #[must_use]
    pub const fn rank(self) -> i64 {
        match self {
            Self::High => 1,
            Self::Normal => 2,
            Self::Low => 3,
        }
    }
}

coded! {
    /// How a claim ended.
    pub enum ClaimEnd {
        /// With a disposition.
        Disposed = "disposed", "Disposed";
        /// The agent gave the person back.
        Released = "released", "Given back";
        /// By a supervisor.
        TakenAway = "taken-away", "Released by a supervisor";
        /// It ran out.
        Abandoned = "abandoned", "Abandoned";
        /// The call was called off meanwhile.
        Cancelled = "cancelled", "Called off";
    }
}

coded! {
    /// What an agent is doing.
    #[derive(Default)]
    pub enum Presence {
        #[default]
        Available = "available", "Available";
        OnCall = "on-call", "On a call";
        WrapUp = "wrap-up", "Wrapping up";
        Break = "break", "On a break";
        Away = "away", "Away";
    }
}
