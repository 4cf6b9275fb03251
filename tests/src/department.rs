//! A seed for a whole department: many collections, each with many permissions, thousands of people, hundreds of groups.

use serde_json::{Value, json};

/// Whose collections they are.
pub const OWNER: &str = "nora.whitfield@northfield.example";

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Department {
    /// Guest collections of the owner's.
    pub collections: usize,
    /// Permissions on each.
    pub permissions: usize,
    /// People besides the owner.
    pub people: usize,
    /// Groups of twenty.
    pub groups: usize,
}

impl Department {
    /// What My shares must bear: 50 collections of 1,000 permissions, 3,000 people, 200 groups.
    pub const LARGE: Self = Self {
        collections: 50,
        permissions: 1000,
        people: 3000,
        groups: 200,
    };

    /// The seed file.
    pub fn seed(self) -> Value {
        let person = |number: usize| format!("person{number}@eastlake.example");
        let owner = json!({"username": OWNER, "name": "Nora Whitfield", "organization": "Northfield University",
            "sign_in": true});
        let others = (0..self.people).map(|number| {
            json!({"username": person(number), "name": format!("Person {number}"), "organization": "Eastlake College"})
        });
        let people: Vec<Value> = std::iter::once(owner).chain(others).collect();
        let groups = (0..self.groups).map(|number| {
            let members = (0..20).map(|member| json!({"who": person((number * 20 + member) % self.people)}));
            // The owner sees the members of every second one.
            let owner = number
                .is_multiple_of(2)
                .then(|| json!({"who": OWNER, "role": "manager"}));
            json!({"name": format!("Group {number}"), "members": members.chain(owner).collect::<Vec<_>>()})
        });
        let laptop = json!({"name": "Laptop", "type": "GCP_mapped_collection", "owner": OWNER, "subscribed": true,
            "this_computer": true});
        let shares = (0..self.collections).map(|number| {
            let permissions: Vec<Value> = (0..self.permissions).map(|row| self.permission(number, row)).collect();
            json!({"name": format!("Share {number}"), "type": "GCP_guest_collection", "owner": OWNER, "host": "Laptop",
                "path": format!("/~/share {number}/"), "permissions": permissions})
        });
        let collections: Vec<Value> = std::iter::once(laptop).chain(shares).collect();
        json!({
            "providers": [{"name": "Northfield University", "domains": ["northfield.example"]},
                {"name": "Eastlake College", "domains": ["eastlake.example"]}],
            "people": people,
            "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
            "groups": groups.collect::<Vec<_>>(),
            "collections": collections,
        })
    }

    /// One in twenty for a group, one in ten may write, one in fifty ends within two weeks, one in a hundred never.
    fn permission(self, collection: usize, row: usize) -> Value {
        let mut permission = json!({
            "path": format!("/folder {}/", row / 5),
            "permissions": if row.is_multiple_of(10) { "rw" } else { "r" },
        });
        let who = (collection * 37 + row * 3) % self.people;
        if row.is_multiple_of(20) && self.groups > 0 {
            permission["group"] = format!("Group {}", (collection + row) % self.groups).into();
        } else {
            permission["who"] = format!("person{who}@eastlake.example").into();
        }
        match row {
            row if row % 100 == 7 => {}
            row if row % 50 == 3 => permission["ends_in_days"] = (5 + row % 7).into(),
            row => permission["ends_in_days"] = (30 + row % 300).into(),
        }
        permission
    }
}
