"""What every plan must obey: one function a rule, and the referee that runs them all."""
