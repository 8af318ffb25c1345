// What the tool tips of the still map say at the clock's moment.

const tip = (plan, what, n) => (plan.veiled ? what : plan.say("live.tip", { what, n }));

export function siteTip(plan, clock, site) {
  const role = plan.say(`role.${site.role}`);
  const state = plan.say(`sitestate.${plan.state(site, clock.at)}`);
  // An exit's state is that it is one: said once.
  const what = [site.name, ...new Set([role, state]), ...(site.away ? [site.away] : [])].join(", ");
  return tip(plan, what, plan.count("person", plan.people(site, clock.at)));
}

export function legTip(plan, clock, leg, amount) {
  const what = plan.say("live.leg", {
    origin: plan.sites[leg.a].name,
    destination: plan.sites[leg.b].name,
    mode: plan.say(`mode.${leg.mode}`),
    threat: plan.say(`threat.${clock.threat(leg)[1]}`),
    leave: clock.shut(leg)
      ? plan.say("live.closed")
      : plan.say(`leave.${plan.leave(leg, clock.at)}`),
  });
  const noun = leg.mode === "air" ? "sortie" : "vehicle";
  return tip(plan, what, amount ? plan.count(noun, amount) : plan.say("live.unused"));
}
