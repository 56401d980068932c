use proptest::prelude::*;
use shared::segments::number::{Comparison, NumberTest};

fn at_least(value: f64, unit: &str) -> NumberTest {
    NumberTest { compare: Comparison::AtLeast, value, unit: Some(unit.into()) }
}

#[test]
fn converts_between_units_of_one_kind() {
    assert!(at_least(100.0, "kg").holds(220.5, Some("[lb_av]")));
    assert!(!at_least(100.0, "kg").holds(220.4, Some("[lb_av]")));
    assert!(at_least(5.0, "[ft_i]").holds(152.4, Some("cm")));
    assert!(at_least(130.0, "mm[Hg]").holds(17.4, Some("kPa")));
}

#[test]
fn a_unit_of_another_kind_never_matches() {
    assert!(!at_least(1.0, "kg").holds(500.0, Some("cm")));
    assert!(!at_least(1.0, "mmol/L").holds(500.0, Some("mg/dL")));
    assert!(!at_least(1.0, "kg").holds(500.0, None));
}

#[test]
fn without_a_unit_every_unit_is_taken_as_it_is() {
    let any = NumberTest { unit: None, ..at_least(9.0, "%") };
    assert!(any.holds(9.0, Some("%")) && any.holds(9.0, None) && !any.holds(8.9, Some("kg")));
}

proptest! {
    #[test]
    fn the_same_amount_in_two_units_compares_alike(tenths in 1u32..5_000) {
        let pounds = f64::from(tenths) / 10.0;
        let kilograms = pounds * 0.453_592_37;
        let test = at_least(kilograms, "kg");
        prop_assert!(test.holds(pounds * 1.001, Some("[lb_av]")));
        prop_assert!(!test.holds(pounds * 0.999, Some("[lb_av]")));
    }
}
