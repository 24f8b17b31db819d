"""The pages of the work: one sub-action and one action, with all that is known of each."""
