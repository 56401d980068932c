//! One day of the calendar, laid out by each site's clock, and the slots that a day offers.

use super::visit_types::visit_types;
use super::{calendar, lookup, schedules};
use crate::boxed;
use crate::error::{Result, StoreError};
use crate::{Db, Permit};
use shared::ids::{HoldId, VisitTypeId};
use shared::people::BookAppointments;
use shared::scheduling::{
    AppointmentBlock, CalendarDay, DayAsked, DayColumn, FreeSlot, Interval, LocalRange, OpenSlots, Request,
    ScheduleLine, SlotColumn, SlotsAsked, VisitType, ZoneRules, lay_out, slots,
};
use shared::time::{Date, UtcMillis, zones};
use sqlx::AnyConnection;

/// How far ahead the next day with a free slot is looked for.
const DAYS_AHEAD: i64 = 60;

/// What the calendar shows of a day. Audited with the patients it shows.
#[boxed]
pub async fn day(db: &Db, permit: &Permit<BookAppointments>, now: UtcMillis, asked: &DayAsked) -> Result<CalendarDay> {
    let schedules = schedules::all(db, permit).await?;
    let mut visits = visit_types(db, permit).await?;
    visits.retain(|line| line.active);
    let own_zone = schedules.first().map_or("UTC", |line| line.zone.as_str()).to_owned();
    let today = zones::local(now, &zone_of(&own_zone)?).date();
    let date = asked.day.unwrap_or(today);
    let fits = |line: &&ScheduleLine| {
        (asked.site.is_empty() || line.site == asked.site)
            && (asked.practitioner.is_empty() || line.practitioner == asked.practitioner)
    };
    let visit = visits.iter().find(|line| Some(line.id) == asked.visit);
    let mut columns = Vec::new();
    let mut connection = db.read().acquire().await?;
    for line in schedules.iter().filter(fits) {
        let free = match visit {
            Some(of) => {
                let time = day_of(date, 1, &zone_of(&line.zone)?);
                free_in(&mut connection, line, (of.id, &of.visit), time, now, None, 0).await?
            }
            None => Vec::new(),
        };
        columns.push(DayColumn {
            schedule: Some(line.id),
            hours: line.hours.open_on(date, asked.visit),
            free,
            ..column(&line.practitioner, &line.site, &line.zone)
        });
    }
    drop(connection);
    let mut time = day_of(date, 1, &zone_of(&own_zone)?);
    for column in &columns {
        let of = day_of(date, 1, &zone_of(&column.zone)?);
        time = Interval { from: time.from.min(of.from), until: time.until.max(of.until) };
    }
    let appointments = calendar::narrowed(db, permit, now, time, &asked.site, &asked.practitioner).await?;
    fill(&mut columns, appointments, date, &own_zone)?;
    for column in &mut columns {
        let shown = zones::local(now, &zone_of(&column.zone)?);
        column.now = (shown.date() == date).then(|| minute(shown.hour() * 60 + shown.minute()));
    }
    let mut sites: Vec<String> = schedules.iter().map(|line| line.site.clone()).collect();
    sites.dedup();
    let mut practitioners: Vec<String> = schedules.iter().map(|line| line.practitioner.clone()).collect();
    practitioners.sort();
    practitioners.dedup();
    Ok(CalendarDay { date, today, planned: !schedules.is_empty(), sites, practitioners, visits, columns })
}

/// Puts the appointments of `date` into their columns; those of practitioners without a schedule there get columns of their own.
fn fill(columns: &mut Vec<DayColumn>, appointments: Vec<AppointmentBlock>, date: Date, own_zone: &str) -> Result<()> {
    let mut waiting: Vec<Vec<(LocalRange, AppointmentBlock)>> = columns.iter().map(|_| Vec::new()).collect();
    for appointment in appointments {
        let same = |column: &DayColumn| match (column.schedule, appointment.schedule) {
            (Some(one), Some(other)) => one == other,
            (None, None) => column.practitioner == appointment.practitioner && column.site == appointment.site,
            _ => false,
        };
        let at = columns.iter().position(same).unwrap_or_else(|| {
            columns.push(column(&appointment.practitioner, &appointment.site, own_zone));
            waiting.push(Vec::new());
            columns.len() - 1
        });
        let zone = zone_of(&columns[at].zone)?;
        if zones::local(appointment.time.from, &zone).date() == date {
            waiting[at].push((clock(appointment.time, &zone), appointment));
        }
    }
    for (column, waiting) in columns.iter_mut().zip(waiting) {
        column.blocks = lay_out(waiting);
    }
    Ok(())
}

fn column(practitioner: &str, site: &str, zone: &str) -> DayColumn {
    DayColumn {
        schedule: None,
        practitioner: practitioner.to_owned(),
        site: site.to_owned(),
        zone: zone.to_owned(),
        hours: Vec::new(),
        blocks: Vec::new(),
        free: Vec::new(),
        now: None,
    }
}

/// The slots that a day offers for a visit type, by practitioner.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a visit type out of use.
#[boxed]
pub async fn open_slots(
    db: &Db,
    permit: &Permit<BookAppointments>,
    now: UtcMillis,
    asked: &SlotsAsked,
) -> Result<OpenSlots> {
    let schedules = schedules::all(db, permit).await?;
    let mut connection = db.read().acquire().await?;
    let (_, visit) = lookup::visit_type(&mut connection, asked.visit).await?;
    let moving = match asked.moving {
        Some(id) => lookup::appointment(&mut connection, id).await?.key,
        None => 0,
    };
    let of_type = (asked.visit, &visit);
    let mut columns = Vec::new();
    for line in &schedules {
        let time = day_of(asked.day, 1, &zone_of(&line.zone)?);
        let free = free_in(&mut connection, line, of_type, time, now, asked.hold, moving).await?;
        if !free.is_empty() {
            let (practitioner, site) = (line.practitioner.clone(), line.site.clone());
            columns.push(SlotColumn { schedule: line.id, practitioner, site, free });
        }
    }
    let mut next: Option<Date> = None;
    if columns.is_empty() {
        for line in &schedules {
            let zone = zone_of(&line.zone)?;
            let time = day_of(asked.day, DAYS_AHEAD, &zone);
            let free = free_in(&mut connection, line, of_type, time, now, asked.hold, moving).await?;
            let first = free.first().map(|slot| zones::local(slot.start, &zone).date());
            next = next.into_iter().chain(first).min();
        }
    }
    Ok(OpenSlots { columns, next })
}

async fn free_in(
    connection: &mut AnyConnection,
    line: &ScheduleLine,
    (id, visit): (VisitTypeId, &VisitType),
    time: Interval,
    now: UtcMillis,
    hold: Option<HoldId>,
    moving: i64,
) -> Result<Vec<FreeSlot>> {
    let schedule = lookup::schedule(connection, line.id).await?;
    let busy = lookup::busy(connection, schedule.practitioner, time.from, time.until, now, hold, moving).await?;
    let request = Request { id, visit, from: time.from, until: time.until, now };
    let found = slots(&schedule.hours, &busy, request, &schedule.zone).into_iter();
    let free = found.map(|slot| {
        let time = Interval { from: slot.start, until: slot.end };
        FreeSlot { start: slot.start, clock: clock(time, &schedule.zone) }
    });
    Ok(free.collect())
}

fn zone_of(name: &str) -> Result<zones::TimeZone> {
    zones::zone(name).ok_or_else(|| StoreError::corrupt("schedule.zone", name))
}

/// From the first moment of `date`, that many days.
fn day_of(date: Date, days: i64, zone: &zones::TimeZone) -> Interval {
    Interval { from: zone.day_start(date), until: zone.day_start(date.plus_days(days)) }
}

/// What the clock shows from beginning to end, five minutes at least and not beyond midnight.
fn clock(time: Interval, zone: &zones::TimeZone) -> LocalRange {
    let shown = zones::local(time.from, zone);
    let from = shown.hour() * 60 + shown.minute();
    let length = u32::try_from((time.until - time.from).0 / 60_000).unwrap_or(0).max(5);
    LocalRange { from: minute(from), until: minute(from.saturating_add(length)) }
}

fn minute(of: u32) -> u16 {
    u16::try_from(of.min(1_440)).unwrap_or(1_440)
}
