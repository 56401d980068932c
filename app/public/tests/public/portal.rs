//! The public site by its real router: what strangers, robots, scanners and attendees get to see.

use axum::Router;
use axum::body::{Body, to_bytes};
use engine::Services;
use http::{Request, StatusCode, header};
use public::portal::{Portal, router};
use shared::events::EventField;
use shared::ids::EventId;
use shared::people::EditEvents;
use shared::time::Millis;
use store::events::{edit, publish};
use store::testing::on_both;
use store::{Db, Permit};
use tower::ServiceExt;

struct Site {
    services: Services,
    router: Router,
}

struct Answer {
    status: StatusCode,
    to: String,
    cookie: String,
    etag: String,
    referrer: String,
    text: String,
}

impl Site {
    fn open(db: Db) -> Self {
        let services = Services::sandbox(db, "https://waypost.example");
        Self { router: router(Portal::new(services.clone(), "/pkg/x/public.css")), services }
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("answers");
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (status, to, cookie, etag) =
            (response.status(), header(header::LOCATION), header(header::SET_COOKIE), header(header::ETAG));
        let referrer = header(header::REFERRER_POLICY);
        let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("a body");
        Answer { status, to, cookie, etag, referrer, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// As somebody who is signed in by this cookie.
    async fn get_as(&self, path: &str, cookie: &str) -> Answer {
        self.ask(Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, path: &str, form: &str, cookie: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, cookie)
            .body(Body::from(form.to_owned()));
        self.ask(request.expect("a request")).await
    }

    /// A live online event that starts in three days.
    async fn event(&self, name: &str, capacity: &str) -> EventId {
        let permit: Permit<EditEvents> = Permit::system("test");
        let (db, now) = (&self.services.db, self.services.now());
        let utc = shared::events::when::zone("UTC").expect("zone");
        let local = |hours| shared::events::when::local(now + Millis::hours(hours), &utc).to_string();
        let id = edit::create(db, &permit, now, name, "UTC").await.expect("created");
        for (field, value) in [
            (EventField::Summary, "What helps."),
            (EventField::Starts, &*local(72)),
            (EventField::Ends, &*local(73)),
            (EventField::JoinUrl, "https://meet.example.org/eye"),
            (EventField::Capacity, capacity),
        ] {
            edit::set_field(db, &permit, now, id, field, value).await.unwrap_or_else(|_| panic!("{}", field.code()));
        }
        publish::go_live(db, &permit, now, id).await.expect("live");
        id
    }

    /// How many letters are queued.
    async fn letters(&self) -> u64 {
        let counts = store::outbox::counts(&self.services.db, &Permit::system("test")).await.expect("counts");
        counts.iter().map(|(_, count)| count).sum()
    }
}

const FORM: &str = "name=Elizabeth+Moore&contact=liz%40example.org";

#[tokio::test]
async fn the_event_page_carries_what_people_and_search_engines_need_and_no_script() {
    on_both(async |db| {
        let site = Site::open(db);
        site.event("Healthy <b>Eye</b> Seminar", "200").await;
        let page = site.get("/events/healthy-b-eye-b-seminar").await;
        assert_eq!(page.status, StatusCode::OK);
        for wanted in [
            "Healthy &lt;b&gt;Eye",
            "rel=\"canonical\" href=\"https://waypost.example/events/healthy-b-eye-b-seminar\"",
            "property=\"og:title\"",
            "application/ld+json",
            "0 of 200 places taken",
        ] {
            assert!(page.text.replace("<!>", "").contains(wanted), "{wanted} in {}", page.text);
        }
        assert_eq!(page.text.matches("<script").count(), 1, "only the data block");
        assert!(!page.text.contains("meet.example.org"), "the join link is for the registered");
        assert!(page.text.len() < 25_000, "{} bytes", page.text.len());
        let again = Request::get("/events/healthy-b-eye-b-seminar").header(header::IF_NONE_MATCH, &page.etag);
        let again = site.ask(again.body(Body::empty()).expect("a request")).await;
        assert_eq!((again.status, again.text.len()), (StatusCode::NOT_MODIFIED, 0));
        assert!(site.get("/events").await.text.contains("/events/healthy-b-eye-b-seminar"));
        assert!(site.get("/events?format=in-person").await.text.contains("Nothing found"));
        assert!(site.get("/sitemap.xml").await.text.contains("/events/healthy-b-eye-b-seminar</loc>"));
        assert_eq!(site.get("/events/other").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_shared_link_shows_the_picture_by_its_whole_address() {
    on_both(async |db| {
        let site = Site::open(db);
        let id = site.event("Talk", "").await;
        assert!(!site.get("/events/talk").await.text.contains("og:image"));
        let permit: Permit<EditEvents> = Permit::system("test");
        let picture = uuid::Uuid::now_v7();
        for (field, value) in [(EventField::PictureAlt, "An eye chart"), (EventField::Picture, &picture.to_string())] {
            edit::set_field(&site.services.db, &permit, site.services.now(), id, field, value)
                .await
                .unwrap_or_else(|_| panic!("{}", field.code()));
        }
        let page = site.get("/events/talk").await.text;
        let head = page.split("</head>").next().unwrap_or_default();
        let tag = |property: &str| {
            head.split("<meta").find(|tag| tag.contains(&format!("property=\"{property}\""))).unwrap_or_default()
        };
        assert!(tag("og:image").contains(&format!("content=\"https://waypost.example/media/{picture}\"")), "{head}");
        assert!(tag("og:image:alt").contains("content=\"An eye chart\""), "{head}");
    })
    .await;
}

#[tokio::test]
async fn a_kept_page_is_never_stale() {
    on_both(async |db| {
        let site = Site::open(db);
        let id = site.event("Talk", "2").await;
        assert!(site.get("/events/talk").await.text.contains("aria-label=\"0 of 2 places taken\""));
        site.post("/events/talk", FORM, "").await;
        let label = "aria-label=\"1 of 2 places taken\"";
        assert!(site.get("/events/talk").await.text.contains(label));
        let permit: Permit<EditEvents> = Permit::system("test");
        edit::set_field(&site.services.db, &permit, site.services.now(), id, EventField::Summary, "Something new.")
            .await
            .expect("set");
        assert!(site.get("/events/talk").await.text.contains("Something new."));
        edit::set_field(&site.services.db, &permit, site.services.now(), id, EventField::Phone, "(312) 555-0100")
            .await
            .expect("set");
        let page = site.get("/events/talk").await.text.replace("<!>", "");
        assert!(page.contains("<a href=\"tel:3125550100\">(312) 555-0100</a>"), "{page}");
        site.services.clock.advance(Millis::days(4));
        assert!(site.get("/events/talk").await.text.contains("This event is over"));
        assert_eq!(site.post("/events/talk", FORM, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_form_comes_back_as_it_was_typed_with_every_complaint() {
    on_both(async |db| {
        let site = Site::open(db);
        site.event("Talk", "").await;
        let again = site.post("/events/talk", "name=&contact=liz+at+home&guests=1", "").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        for wanted in
            ["Enter your first and last name.", "value=\"liz at home\"", "href=\"#contact\"", "aria-invalid=\"true\""]
        {
            assert!(again.text.contains(wanted), "{wanted}");
        }
        assert_eq!(site.letters().await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_stranger_learns_nothing_and_a_robot_does_nothing() {
    on_both(async |db| {
        let site = Site::open(db);
        site.event("Talk", "").await;
        let first = site.post("/events/talk", FORM, "").await;
        assert_eq!((first.status, &*first.to), (StatusCode::SEE_OTHER, "/events/talk/thanks"));
        let again = site.post("/events/talk", FORM, "").await;
        assert_eq!((again.status, again.to), (first.status, first.to), "the same answer for a known address");
        assert_eq!(site.letters().await, 1, "and no second letter at once");
        let thanks = site.get("/events/talk/thanks").await.text.replace("<!>", "");
        for wanted in [
            "Were you registered already?",
            "nothing changes, and the e-mail says what you have",
            "write again after 10 minutes",
        ] {
            assert!(thanks.contains(wanted), "{wanted} in {thanks}");
        }
        let robot = site.post("/events/talk", "name=Bot+Bot&contact=bot%40example.org&website=x", "").await;
        assert_eq!(robot.status, StatusCode::SEE_OTHER);
        assert_eq!(site.letters().await, 1);
        let known = site.post("/my", "email=liz%40example.org", "").await;
        let unknown = site.post("/my", "email=nobody%40example.org", "").await;
        assert_eq!((known.status, known.to), (unknown.status, unknown.to));
        assert_eq!(site.letters().await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_link_opens_my_events_once_and_one_gives_back_only_ones_own_place() {
    on_both(async |db| {
        let site = Site::open(db.clone());
        site.event("Talk", "").await;
        site.post("/events/talk", FORM, "").await;
        site.post("/events/talk", "name=Casey+Jensen&contact=casey%40example.org", "").await;
        let mut tx = db.begin().await.expect("tx");
        let made = store::events::access::make_link(&mut tx, site.services.now(), "liz@example.org").await;
        let token = made.expect("answers").expect("a link");
        tx.commit().await.expect("commits");

        assert_eq!(site.get("/my/events").await.to, "/my", "not without a session");
        let path = format!("/my/enter/{token}");
        for _ in 0..2 {
            assert!(site.get(&path).await.text.contains("Continue"), "a scanner's look changes nothing");
        }
        let entered = site.post(&path, "", "").await;
        assert_eq!(entered.to, "/my/events");
        assert!(
            entered.cookie.starts_with("__Host-waypost-attendee=") && entered.cookie.contains("HttpOnly; SameSite=Lax")
        );
        assert_eq!(site.post(&path, "", "").await.status, StatusCode::GONE);

        let cookie = entered.cookie.split(';').next().unwrap_or_default().to_owned();
        let mine = site.get_as("/my/events", &cookie).await;
        assert!(
            mine.text.contains("Talk") && !mine.text.contains("meet.example.org"),
            "no join link three days before"
        );
        let mut connection = db.read().acquire().await.expect("connection");
        let casey = store::events::registration::of_email(&mut connection, "casey@example.org").await.expect("found");
        let others = format!("/my/events/{}/give-back", casey[0].1.id);
        assert_eq!(site.post(&others, "", &cookie).await.status, StatusCode::NOT_FOUND);

        site.services.clock.advance(Millis::minutes(25));
        assert_eq!(site.get_as("/my/events", &cookie).await.status, StatusCode::OK);
        assert_eq!(site.post("/my/sign-out", "", &cookie).await.to, "/my");
        assert_eq!(site.get_as("/my/events", &cookie).await.to, "/my");
    })
    .await;
}

#[tokio::test]
async fn the_join_link_shows_to_the_registered_when_it_is_due() {
    on_both(async |db| {
        let site = Site::open(db);
        site.event("Talk", "").await;
        // A phone number gets no letter: the page itself is the confirmation.
        let done = site.post("/events/talk", "name=Jessie+Irwin&contact=%2B1+312+555+0142", "").await;
        let page = done.to.trim_end_matches("?new=1").to_owned();
        assert!(page.starts_with("/registration/") && done.to.ends_with("?new=1"));
        let kept = site.get(&done.to).await;
        assert_eq!(kept.referrer, "no-referrer", "the path is the key");
        let address = format!("https://waypost.example{page}");
        assert!(kept.text.contains("Keep this page") && kept.text.contains(&address), "{}", kept.text);
        assert!(kept.text.contains("The link shows on this page from") && !kept.text.contains("My events from"));
        assert!(!site.get(&page).await.text.contains("meet.example.org"));
        site.services.clock.advance(Millis::minutes(72 * 60 - 14));
        assert!(site.get(&page).await.text.contains("meet.example.org"));
        assert_eq!(site.post(&format!("{page}/give-back"), "", "").await.status, StatusCode::SEE_OTHER);
        let after = site.get(&page).await.text;
        assert!(after.contains("You canceled your registration") && !after.contains("meet.example.org"));
    })
    .await;
}

#[tokio::test]
async fn a_number_takes_one_place_and_opens_nothing_the_second_time() {
    on_both(async |db| {
        let site = Site::open(db);
        site.event("Talk", "5").await;
        let first = site.post("/events/talk", "name=Jessie+Irwin&contact=(217)+555-0142", "").await;
        assert!(first.to.starts_with("/registration/"), "{}", first.to);
        let again = site.post("/events/talk", "name=Jessie+Irwin&contact=%2B1+217+555+0142&guests=1", "").await;
        assert_eq!((again.status, &*again.to), (StatusCode::SEE_OTHER, "/events/talk/number-known"));
        assert!(site.get(&again.to).await.text.contains("Nothing changed"));
        assert!(site.get("/events/talk").await.text.contains("aria-label=\"1 of 5 places taken\""));
    })
    .await;
}

#[tokio::test]
async fn who_waits_is_promised_no_link_yet() {
    on_both(async |db| {
        let site = Site::open(db);
        site.event("Talk", "1").await;
        site.post("/events/talk", FORM, "").await;
        let waits = site.post("/events/talk", "name=Casey+Jensen&contact=casey%40example.org", "").await;
        assert_eq!(waits.to, "/events/talk/thanks?waits=1");
        let page = site.get(&waits.to).await.text;
        assert!(page.contains("You get the link once you have a place.") && !page.contains("The link is in"), "{page}");
    })
    .await;
}
