use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn on(day: Date) -> EndChoice {
    EndChoice::On { day }
}

fn never() -> EndChoice {
    EndChoice::Never {
        reason: "reference data".into(),
    }
}

#[test]
fn a_day_ends_at_its_last_second_in_the_zone() {
    for (name, day, expected) in [
        ("Europe/Berlin", date(2026, 12, 18), "2026-12-18T22:59:59Z"),
        ("Europe/Berlin", date(2026, 7, 1), "2026-07-01T21:59:59Z"),
        ("America/New_York", date(2026, 12, 18), "2026-12-19T04:59:59Z"),
        ("Asia/Kolkata", date(2026, 12, 18), "2026-12-18T18:29:59Z"),
        ("Asia/Kathmandu", date(2026, 12, 18), "2026-12-18T18:14:59Z"),
        ("Australia/Lord_Howe", date(2026, 7, 1), "2026-07-01T13:29:59Z"),
        ("UTC", date(2026, 2, 28), "2026-02-28T23:59:59Z"),
    ] {
        assert_eq!(end_of_day(day, &zone(name)), Some(at(expected)), "{name} {day}");
    }
}

#[test]
fn days_on_which_the_clocks_change_end_at_their_own_end() {
    for (name, day, expected) in [
        // Spring and autumn in Berlin: the offset of the evening counts, not that of the morning.
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-29T21:59:59Z"),
        ("Europe/Berlin", date(2026, 10, 25), "2026-10-25T22:59:59Z"),
        // Lord Howe changes by half an hour.
        ("Australia/Lord_Howe", date(2026, 4, 5), "2026-04-05T13:29:59Z"),
        // Beirut's clocks skip the hour after midnight: the next day begins at 01:00.
        ("Asia/Beirut", date(2026, 3, 28), "2026-03-28T21:59:59Z"),
        // Asunción's clocks went back from midnight to 23:00: the last hour happened twice, the second one counts.
        ("America/Asuncion", date(2024, 3, 23), "2024-03-24T03:59:59Z"),
        // Samoa never had this day; it ends where it would have begun.
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T09:59:59Z"),
    ] {
        assert_eq!(end_of_day(day, &zone(name)), Some(at(expected)), "{name} {day}");
    }
}

#[test]
fn past_days_are_refused_and_today_is_not() {
    let now = at("2026-11-21T20:00:00Z");
    let berlin = zone("Europe/Berlin");
    let past = Err(invalid(InputProblem::InThePast));
    assert_eq!(resolve_end(&on(date(2026, 11, 20)), now, &berlin, None), past);
    let today = resolve_end(&on(date(2026, 11, 21)), now, &berlin, None).unwrap();
    assert_eq!(today.ends_at, Some(at("2026-11-21T22:59:59Z")));
    // In the day's last second nothing of it is left.
    assert_eq!(
        resolve_end(&on(date(2026, 11, 21)), at("2026-11-21T22:59:59Z"), &berlin, None),
        past
    );
    // Where the person is, it may be tomorrow already.
    assert_eq!(
        resolve_end(&on(date(2026, 11, 21)), now, &zone("Asia/Tokyo"), None),
        past
    );
}

#[test]
fn the_end_of_the_calendar_is_no_date() {
    let refused = resolve_end(&on(Date::MAX), at("2026-11-21T20:00:00Z"), &TimeZone::UTC, None);
    assert_eq!(refused, Err(invalid(InputProblem::NotADate)));
}

#[test]
fn no_end_wants_a_reason() {
    let now = at("2026-11-21T20:00:00Z");
    let without = EndChoice::Never { reason: "  ".into() };
    assert_eq!(
        resolve_end(&without, now, &TimeZone::UTC, None),
        Err(invalid(InputProblem::Empty))
    );
    assert_eq!(
        resolve_end(&never(), now, &TimeZone::UTC, None).unwrap().ends_at,
        None
    );
}

#[test]
fn a_maximum_caps_to_the_last_whole_day() {
    let now = at("2026-11-21T12:00:00Z");
    let days = |n: u32| Some(n * 24 * 60);
    let inside = resolve_end(&on(date(2026, 12, 20)), now, &TimeZone::UTC, days(30)).unwrap();
    assert_eq!(
        inside,
        ResolvedEnd {
            last_day: Some(date(2026, 12, 20)),
            ends_at: Some(at("2026-12-20T23:59:59Z")),
            capped: false
        }
    );
    let capped = ResolvedEnd {
        capped: true,
        ..inside
    };
    assert_eq!(
        resolve_end(&on(date(2026, 12, 21)), now, &TimeZone::UTC, days(30)).unwrap(),
        capped
    );
    assert_eq!(
        resolve_end(&never(), now, &TimeZone::UTC, days(30)).unwrap(),
        capped
    );
    assert_eq!(
        last_allowed_day(now, &TimeZone::UTC, 30 * 24 * 60),
        Some(date(2026, 12, 20))
    );
    // The moment itself is not allowed: strictly before.
    let end = at("2026-11-22T23:59:59Z");
    let exactly = u32::try_from((end.as_second() - at("2026-11-21T00:59:59Z").as_second()) / 60).unwrap();
    assert_eq!(
        last_allowed_day(at("2026-11-21T00:59:59Z"), &TimeZone::UTC, exactly),
        Some(date(2026, 11, 21))
    );
    assert_eq!(
        last_allowed_day(at("2026-11-21T00:59:59Z"), &TimeZone::UTC, exactly + 1),
        Some(date(2026, 11, 22))
    );
}

#[test]
fn a_maximum_shorter_than_today_ends_within_the_day() {
    let now = at("2026-11-21T12:00:00Z");
    let end = resolve_end(&on(date(2026, 11, 21)), now, &TimeZone::UTC, Some(60)).unwrap();
    assert_eq!(end.ends_at, Some(at("2026-11-21T12:59:00Z")));
    assert_eq!((end.last_day, end.capped), (Some(date(2026, 11, 21)), true));
}

const ZONES: [&str; 14] = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Asuncion",
    "America/Havana",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
];

fn any_zone() -> impl Strategy<Value = TimeZone> {
    prop::sample::select(&ZONES[..]).prop_map(zone)
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..20_000).prop_map(|n| date(1990, 1, 1).checked_add(Span::new().days(n)).unwrap())
}

proptest! {
    #[test]
    fn the_next_second_is_the_next_day(zone in any_zone(), day in any_day()) {
        let end = end_of_day(day, &zone).unwrap();
        prop_assert_eq!(day_of(end, &zone), day);
        prop_assert_eq!(day_of(end + SignedDuration::from_secs(1), &zone), day.tomorrow().unwrap());
        prop_assert_eq!(end.subsec_nanosecond(), 0);
    }

    #[test]
    fn later_days_end_later(zone in any_zone(), day in any_day()) {
        prop_assert!(end_of_day(day, &zone) < end_of_day(day.tomorrow().unwrap(), &zone));
    }

    #[test]
    fn a_resolved_end_is_in_the_future_and_inside_the_maximum(
        zone in any_zone(),
        now in 600_000_000i64..2_300_000_000,
        ahead in 0i64..800,
        max in prop::option::of(2u32..800 * 24 * 60),
        forever in any::<bool>(),
    ) {
        let now = Timestamp::from_second(now).unwrap();
        let day = day_of(now, &zone).checked_add(Span::new().days(ahead)).unwrap();
        let choice = if forever { never() } else { on(day) };
        let Ok(end) = resolve_end(&choice, now, &zone, max) else { return Ok(()) };
        if let Some(ends_at) = end.ends_at {
            prop_assert!(ends_at > now);
            prop_assert_eq!(Some(day_of(ends_at, &zone)), end.last_day);
        }
        if let Some(max) = max {
            let limit = now + SignedDuration::from_mins(i64::from(max));
            prop_assert!(end.ends_at.is_some_and(|ends_at| ends_at < limit));
            if !forever && !end.capped {
                prop_assert_eq!(end.last_day, Some(day));
            }
            // Capped means: the next day would not have been allowed.
            if end.capped && let Some(next) = end.last_day.and_then(|day| day.tomorrow().ok()) {
                prop_assert!(end_of_day(next, &zone).is_some_and(|next| next >= limit));
            }
        } else {
            prop_assert!(!end.capped);
        }
    }
}

#[test]
fn a_zone_without_a_name_goes_by_one_with_the_same_clock() {
    let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
    for posix in [
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "<+0530>-5:30",
        "EST5EDT,M3.2.0,M11.1.0",
    ] {
        let zone = TimeZone::posix(posix).unwrap();
        let name = zone_name(&zone, now);
        let named = TimeZone::get(&name).unwrap();
        for day in 0..365 {
            let moment = now + SignedDuration::from_hours(24 * day);
            assert_eq!(
                zone.to_offset(moment),
                named.to_offset(moment),
                "{posix} as {name}"
            );
        }
    }
    assert_eq!(
        zone_name(&TimeZone::get("Asia/Kolkata").unwrap(), now),
        "Asia/Kolkata"
    );
    // Counts in UTC; its own name is none that a window could use.
    assert_eq!(zone_name(&TimeZone::unknown(), now), "UTC");
    assert_eq!(zone_name(&TimeZone::UTC, now), "UTC");
}
