use shared::journeys::{View, framed};

#[test]
fn what_covers_the_upper_edge_covers_no_tile() {
    let (tiles, covered) = ([(0, 0), (300, 1_200)], 72.0);
    for height in [480.0, 2_000.0] {
        let view = View::fitted(&tiles, 390.0, height, covered);
        assert!(view.dy >= covered && view.dx >= 0.0, "{view:?}");
        assert!(view.dy + 1_304.0 * view.zoom <= height, "{view:?}");
    }
}

#[test]
fn zooming_keeps_the_point_under_the_pointer() {
    let view = View { dx: 40.0, dy: -10.0, zoom: 1.0 };
    let zoomed = view.zoomed(1.5, 300.0, 200.0);
    let (before, after) = (view.point(300.0, 200.0), zoomed.point(300.0, 200.0));
    assert!((before.0 - after.0).abs() < 1e-9 && (before.1 - after.1).abs() < 1e-9);
    assert!((view.zoomed(100.0, 0.0, 0.0).zoom - View::LARGEST).abs() < f64::EPSILON);
}

#[test]
fn a_frame_larger_than_the_map_runs_along_its_edge() {
    assert_eq!(framed(-40.0, 400.0, 160.0), (1.0, 159.0));
    assert_eq!(framed(20.0, 50.0, 160.0), (20.0, 70.0));
    assert_eq!(framed(150.0, 50.0, 160.0), (150.0, 159.0));
}
