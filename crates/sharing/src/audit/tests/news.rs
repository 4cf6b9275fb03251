use super::super::news::News;
use super::*;

fn lab_without_mei() -> GroupFacts {
    GroupFacts {
        members: Some(BTreeSet::from([IdentityId::new(ALEX)])),
        ..snapshot().groups[&GroupId::new("lab")].clone()
    }
}

#[test]
fn what_is_learned_later_wins() {
    let mut news = News::default();
    news.add(&News::name(&CollectionId::new("c1"), "Maple"));
    news.add(&News::name(&CollectionId::new("c1"), "Maple, final"));
    news.add(&News::gone(&CollectionId::new("c2")));
    news.add(&News::group(
        &GroupId::new("lab"),
        lab_without_mei(),
        HashMap::new(),
    ));
    let mut newer = snapshot();
    news.put_into(&mut newer);
    let names: Vec<&str> = newer.collections.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Maple, final"]);
    assert_eq!(newer.groups[&GroupId::new("lab")], lab_without_mei());
    // Nothing else is touched.
    assert_eq!(newer.people, snapshot().people);
    assert_eq!(newer.collections[0].entries, snapshot().collections[0].entries);
}

#[test]
fn groups_that_nothing_is_shared_with_stay_out() {
    let people = HashMap::from([(IdentityId::new(ALEX), person("Alexandra Kim", ALEX))]);
    let news = News::group(&GroupId::new("chess"), lab_without_mei(), people);
    let mut same = snapshot();
    news.put_into(&mut same);
    assert_eq!(same, snapshot());
}
