//! Several demands at once: one trip to the browser is enough for all of them.

use globus::SessionDemand;

use super::Error;
use super::from_globus::from_demand;

impl Error {
    /// What a sign-in must ask for so that the same call succeeds; none for errors that no sign-in mends.
    pub fn demand(&self) -> Option<&SessionDemand> {
        match self {
            Self::ConsentRequired { demand } | Self::SessionRequired { demand } => Some(demand),
            _ => None,
        }
    }

    /// One error for calls that were made together: all their demands in one, else the first.
    pub(crate) fn of_all(errors: Vec<Self>) -> Option<Self> {
        let mut all: Option<SessionDemand> = None;
        for demand in errors.iter().filter_map(Self::demand) {
            match &mut all {
                Some(all) => add(all, demand),
                None => all = Some(demand.clone()),
            }
        }
        all.map(from_demand).or_else(|| errors.into_iter().next())
    }
}

fn add(all: &mut SessionDemand, one: &SessionDemand) {
    let lists = [
        (&mut all.required_scopes, &one.required_scopes),
        (&mut all.identities, &one.identities),
        (&mut all.single_domain, &one.single_domain),
        (&mut all.policies, &one.policies),
    ];
    for (all, one) in lists {
        let new: Vec<String> = one.iter().filter(|text| !all.contains(text)).cloned().collect();
        all.extend(new);
    }
    all.mfa = match (all.mfa, one.mfa) {
        (Some(one), Some(other)) => Some(one || other),
        (one, other) => one.or(other),
    };
    all.prompt = all.prompt.take().or_else(|| one.prompt.clone());
    all.session_message = all.session_message.take().or_else(|| one.session_message.clone());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(scope: &str) -> Error {
        Error::ConsentRequired {
            demand: SessionDemand {
                required_scopes: vec![scope.to_owned()],
                ..SessionDemand::default()
            },
        }
    }

    #[test]
    fn two_consents_are_one_and_a_session_takes_them_along() {
        let both = Error::of_all(vec![consent("a"), Error::Offline, consent("b"), consent("a")]).unwrap();
        assert!(matches!(&both, Error::ConsentRequired { demand } if demand.required_scopes == ["a", "b"]));
        let session = Error::SessionRequired {
            demand: SessionDemand {
                mfa: Some(true),
                identities: vec!["i1".to_owned()],
                ..SessionDemand::default()
            },
        };
        let all = Error::of_all(vec![consent("a"), session]).unwrap();
        let Error::SessionRequired { demand } = all else {
            panic!("{all:?}")
        };
        assert_eq!(
            (demand.mfa, demand.required_scopes.as_slice()),
            (Some(true), &["a".to_owned()][..])
        );
    }

    #[test]
    fn without_demands_the_first_error_counts() {
        assert_eq!(
            Error::of_all(vec![Error::Offline, Error::Changed]),
            Some(Error::Offline)
        );
        assert_eq!(Error::of_all(Vec::new()), None);
    }
}
