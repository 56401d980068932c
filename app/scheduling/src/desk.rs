//! What the calendar's page is at: the day that it shows, what is open, and where the keyboard is.

use base::AppError;
use kit::ListState;
use leptos::prelude::*;
use shared::ids::{ScheduleId, VisitTypeId};
use shared::scheduling::{
    AppointmentBlock, CalendarDay, CalendarQuery, DayBlock, LocalRange, Spot, Toward, spot_toward,
};
use shared::time::{Date, UtcMillis};

/// Copied into every part of the page.
#[derive(Clone, Copy)]
pub struct Desk {
    pub list: ListState<CalendarQuery>,
    pub day: Resource<Result<CalendarDay, AppError>>,
    /// The day that came last, once the page lives.
    pub shown: RwSignal<Option<CalendarDay>>,
    /// What is being booked or moved.
    pub wish: RwSignal<Option<Wish>>,
    /// The appointment that is looked at.
    pub opened: RwSignal<Option<Opened>>,
    pub spots: StoredValue<Vec<Spot>>,
}

/// What a booking begins with.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The appointment that gets another time; none for a new one.
    pub moving: Option<AppointmentBlock>,
    pub visit: Option<VisitTypeId>,
    pub slot: Option<(ScheduleId, UtcMillis)>,
}

/// An appointment with what its column knows.
#[derive(Debug, Clone)]
pub struct Opened {
    pub block: DayBlock,
    pub zone: String,
}

impl Desk {
    pub fn new(list: ListState<CalendarQuery>, day: Resource<Result<CalendarDay, AppError>>) -> Self {
        let shown = RwSignal::new(None);
        Effect::new(move |_| {
            if let Some(Ok(day)) = day.get() {
                shown.set(Some(day));
            }
        });
        let (wish, opened) = (RwSignal::new(None), RwSignal::new(None));
        Self { list, day, shown, wish, opened, spots: StoredValue::new(Vec::new()) }
    }

    /// The day on the screen.
    pub fn date(self) -> Option<Date> {
        self.shown.with_untracked(|day| day.as_ref().map(|day| day.date))
    }

    /// Goes some days on, or back.
    pub fn step(self, days: i64) {
        if let Some(date) = self.date() {
            self.list.narrow(|query| query.day = Some(date.plus_days(days)));
        }
    }

    /// Begins to book: the slot under the keyboard, if there is one.
    pub fn book(self, slot: Option<(ScheduleId, UtcMillis)>) {
        let visit = self.list.part(|query| query.visit).get_untracked();
        self.wish.set(Some(Wish { moving: None, visit, slot }));
    }

    /// The index of the spot that has the focus.
    fn focused() -> Option<usize> {
        document().active_element()?.get_attribute("data-spot")?.parse().ok()
    }

    /// The free slot that has the focus.
    pub fn focused_slot(self) -> Option<(ScheduleId, UtcMillis)> {
        let index = Self::focused()?;
        self.spots.with_value(|spots| spots.get(index).and_then(|spot| spot.free))
    }

    /// Follows an arrow key; false for any other key.
    pub fn follow(self, key: &str) -> bool {
        let toward = match key {
            "ArrowUp" => Toward::Earlier,
            "ArrowDown" => Toward::Later,
            "ArrowLeft" => Toward::Left,
            "ArrowRight" => Toward::Right,
            _ => return false,
        };
        let Some(from) = Self::focused() else { return false };
        if let Some(to) = self.spots.with_value(|spots| spot_toward(spots, from, toward)) {
            kit::focus(&format!(".calendar-grid [data-spot='{to}']"));
        }
        true
    }
}

/// The classes that put something at its time: style/areas/scheduling.css counts in steps of five minutes.
pub fn at(clock: LocalRange) -> String {
    let (from, until) = (clock.from / 5 * 5, clock.until.div_ceil(5) * 5);
    format!("at-h{} at-m{} to-h{} to-m{}", from / 60, from % 60, until / 60, until % 60)
}
