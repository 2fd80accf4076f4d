(* What holds near the limit of the scale. *)
Lemma near_mono (P Q : R -> Prop) : near P -> (forall x, P x -> Q x) -> near Q.
Proof. intros (x0 & H & K) I. exists x0. split; [ exact H | ]. intros x B. apply I, K, B. Qed.
Lemma near_always (P : R -> Prop) : (forall x, P x) -> near P.
Proof. intro H. apply (near_mono _ _ (near_large 0)). intros x _. apply H. Qed.
Lemma exp_le a b : a <= b -> exp a <= exp b.
Proof. intros [ H | -> ]; [ left; apply exp_increasing; exact H | right; reflexivity ]. Qed.
Lemma log_line x h : 0 < x -> 0 < h -> ln x <= h * x - ln h.
Proof.
  intros X H. assert (P : 0 < h * x) by (apply Rmult_lt_0_compat; assumption).
  pose proof (exp_ineq1_le (ln (h * x))) as E. rewrite exp_ln, ln_mult in E by assumption. lra.
Qed.
