//! The choices that make a schedule: drawn from a seed, or given.

/// The choices of each step.
pub(crate) type Choices = Vec<Vec<u32>>;

/// Where choices come from. All are written down, so that the same schedule can be run again.
pub(crate) struct Chooser {
    state: u64,
    given: Option<Choices>,
    taken: Choices,
}

impl Chooser {
    pub(crate) fn of_seed(seed: u64) -> Self {
        Self {
            state: seed,
            given: None,
            taken: Vec::new(),
        }
    }

    pub(crate) fn given(choices: Choices) -> Self {
        Self {
            state: 0,
            given: Some(choices),
            taken: Vec::new(),
        }
    }

    /// Begins the next step; says whether there is one.
    pub(crate) fn begin_step(&mut self, longest: usize) -> bool {
        let steps = self.given.as_ref().map_or(longest, Vec::len);
        if self.taken.len() >= steps {
            return false;
        }
        self.taken.push(Vec::new());
        true
    }

    /// A number below `limit`. Where nothing more is given it is 0, the plainest.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let step = self.taken.len() - 1;
        let place = self.taken[step].len();
        let chosen = match &self.given {
            Some(given) => given[step].get(place).copied().unwrap_or(0),
            None => u32::try_from(self.random() >> 33).unwrap(),
        };
        let chosen = chosen % u32::try_from(limit.max(1)).unwrap();
        self.taken[step].push(chosen);
        chosen as usize
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of these, each as often as its weight says.
    pub(crate) fn weighted<T: Copy>(&mut self, of: &[(usize, T)]) -> T {
        let all = of.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(all);
        for (weight, choice) in of {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        of[0].1
    }

    pub(crate) fn into_taken(self) -> Choices {
        self.taken
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
