//! One day of the calendar. The server lays it out by each site's wall clock: the browser has no zone rules.

use super::{AppointmentBlock, LocalRange, VisitTypeLine};
use crate::ids::{AppointmentId, HoldId, ScheduleId, VisitTypeId};
use crate::paging::NewestFirst;
use crate::time::{Date, UtcMillis};
use crate::{coded, list_query};
use serde::{Deserialize, Serialize};

coded! {
    /// How a day is shown. A phone always shows the list.
    #[derive(Default)]
    pub enum CalendarView {
        #[default]
        Columns = "columns", "By practitioner";
        List = "list", "List by time";
    }
}

list_query! {
    /// What the calendar shows. Without a day it is today; sites and practitioners are named as the calendar names them.
    pub struct CalendarQuery by NewestFirst, search in Memory {
        choice view: CalendarView;
        filter day: Date;
        filter site: String;
        filter practitioner: String;
        /// Whose free slots are shown.
        filter visit: VisitTypeId;
    }
}

impl CalendarQuery {
    /// What the server is asked.
    #[must_use]
    pub fn asked(&self) -> DayAsked {
        DayAsked {
            day: self.day,
            site: self.site.clone().unwrap_or_default(),
            practitioner: self.practitioner.clone().unwrap_or_default(),
            visit: self.visit,
        }
    }
}

/// Which day, and what of it. An empty name stands for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayAsked {
    pub day: Option<Date>,
    pub site: String,
    pub practitioner: String,
    pub visit: Option<VisitTypeId>,
}

/// Times are minutes of the clock of the column's site.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CalendarDay {
    pub date: Date,
    pub today: Date,
    /// Whether any practitioner has a schedule at all.
    pub planned: bool,
    pub sites: Vec<String>,
    pub practitioners: Vec<String>,
    /// The visit types in use.
    pub visits: Vec<VisitTypeLine>,
    pub columns: Vec<DayColumn>,
}

/// A practitioner at a site.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DayColumn {
    /// `None` where there are imported appointments only.
    pub schedule: Option<ScheduleId>,
    pub practitioner: String,
    pub site: String,
    /// IANA name.
    pub zone: String,
    pub hours: Vec<LocalRange>,
    pub blocks: Vec<DayBlock>,
    /// The free slots of the visit type that was asked for.
    pub free: Vec<FreeSlot>,
    /// What the clock shows now, on the day itself.
    pub now: Option<u16>,
}

/// An appointment and its place in the column: those at the same time stand beside each other in `lanes`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DayBlock {
    pub clock: LocalRange,
    pub lane: usize,
    pub lanes: usize,
    pub appointment: AppointmentBlock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeSlot {
    pub start: UtcMillis,
    pub clock: LocalRange,
}

/// For what slots are offered, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotsAsked {
    pub day: Date,
    pub visit: VisitTypeId,
    /// The hold of whoever asks: its time counts as free.
    pub hold: Option<HoldId>,
    /// An appointment that is to be moved: its time counts as free.
    pub moving: Option<AppointmentId>,
}

/// The free slots of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSlots {
    /// Practitioners who have any.
    pub columns: Vec<SlotColumn>,
    /// Where the day has none: the next one that has.
    pub next: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotColumn {
    pub schedule: ScheduleId,
    pub practitioner: String,
    pub site: String,
    pub free: Vec<FreeSlot>,
}

impl OpenSlots {
    /// The first `count` slots at or after `start`, with their columns; those of `schedule` before others of the same time.
    #[must_use]
    pub fn after(&self, start: UtcMillis, schedule: ScheduleId, count: usize) -> Vec<(&SlotColumn, FreeSlot)> {
        let all = self.columns.iter().flat_map(|column| column.free.iter().map(move |free| (column, *free)));
        let mut later: Vec<_> = all.filter(|(_, free)| free.start >= start).collect();
        later.sort_by_key(|(column, free)| (free.start, column.schedule != schedule));
        later.truncate(count);
        later
    }
}

impl CalendarDay {
    /// The hours that the time axis covers: 8 to 17, and whatever else there is to show.
    #[must_use]
    pub fn axis(&self) -> LocalRange {
        let shown = self.columns.iter().flat_map(|column| {
            let blocks = column.blocks.iter().map(|block| block.clock);
            column.hours.iter().copied().chain(blocks).chain(column.free.iter().map(|free| free.clock))
        });
        shown.fold(LocalRange { from: 480, until: 1_020 }, |axis, range| LocalRange {
            from: axis.from.min(range.from / 60 * 60),
            until: axis.until.max(range.until.div_ceil(60) * 60),
        })
    }

    /// Nobody sees people, and nothing is booked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(|column| column.hours.is_empty() && column.blocks.is_empty())
    }
}

/// Gives appointments their lanes: those that overlap, directly or through others, share the width.
#[must_use]
pub fn lay_out(mut appointments: Vec<(LocalRange, AppointmentBlock)>) -> Vec<DayBlock> {
    appointments.sort_by_key(|(clock, _)| *clock);
    let mut blocks: Vec<DayBlock> = Vec::with_capacity(appointments.len());
    // The end of each lane of the group that is being laid out, and where the group begins.
    let (mut lanes, mut group) = (Vec::<u16>::new(), 0);
    for (clock, appointment) in appointments {
        if lanes.iter().all(|until| *until <= clock.from) {
            close(&mut blocks[group..], lanes.len());
            group = blocks.len();
            lanes.clear();
        }
        let lane = lanes.iter().position(|until| *until <= clock.from).unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(until) => *until = clock.until,
            None => lanes.push(clock.until),
        }
        blocks.push(DayBlock { clock, lane, lanes: 1, appointment });
    }
    close(&mut blocks[group..], lanes.len());
    blocks
}

fn close(group: &mut [DayBlock], lanes: usize) {
    for block in group {
        block.lanes = lanes;
    }
}

/// Something in the calendar that the keyboard can reach: an appointment or a free slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub column: usize,
    /// Minutes of the clock.
    pub at: u16,
    /// The slot, where it is a free one.
    pub free: Option<(ScheduleId, UtcMillis)>,
}

/// Where an arrow key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Earlier,
    Later,
    Left,
    Right,
}

/// The spot that an arrow leads to from the one at index `from`: the next in time in the same column, or the nearest in time
/// in the next column that has any. `spots` stand column by column, in the order of time.
#[must_use]
pub fn spot_toward(spots: &[Spot], from: usize, toward: Toward) -> Option<usize> {
    let here = spots.get(from)?;
    let next = match toward {
        Toward::Earlier => from.checked_sub(1),
        Toward::Later => Some(from + 1),
        Toward::Left | Toward::Right => None,
    };
    if let Some(next) = next {
        return spots.get(next).is_some_and(|spot| spot.column == here.column).then_some(next);
    }
    let column = match toward {
        Toward::Left => spots.iter().map(|spot| spot.column).filter(|column| *column < here.column).max()?,
        Toward::Right => spots.iter().map(|spot| spot.column).filter(|column| *column > here.column).min()?,
        Toward::Earlier | Toward::Later => return None,
    };
    let others = spots.iter().enumerate().filter(|(_, spot)| spot.column == column);
    others.min_by_key(|(_, spot)| spot.at.abs_diff(here.at)).map(|(index, _)| index)
}
