(* Enclosures of constants by rational numbers, for the sign of a sum of constants. *)
Lemma exp_at_most h b : h < 1 -> 1 <= b * (1 - h) -> exp h <= b.
Proof.
  intros H B. pose proof (exp_ineq1_le (- h)) as E. pose proof (exp_pos h) as P.
  apply (Rmult_le_compat_l (exp h)) in E; [ | lra ]. rewrite <- exp_plus, Rplus_opp_r, exp_0 in E.
  apply (Rmult_le_reg_r (1 - h)); lra.
Qed.
Lemma exp_at_least h a : a <= 1 + h -> a <= exp h.
Proof. intro A. pose proof (exp_ineq1_le h). lra. Qed.
Lemma exp_doubled_at_most h k b c : exp h <= b -> k = 2 * h -> b * b <= c -> exp k <= c.
Proof.
  intros B -> C. replace (2 * h) with (h + h) by ring. rewrite exp_plus. pose proof (exp_pos h).
  apply (Rle_trans _ (b * b)); [ apply Rmult_le_compat; lra | exact C ].
Qed.
Lemma exp_doubled_at_least h k a c : a <= exp h -> k = 2 * h -> 0 <= a -> c <= a * a -> c <= exp k.
Proof.
  intros B -> A C. replace (2 * h) with (h + h) by ring. rewrite exp_plus.
  apply (Rle_trans _ (a * a)); [ exact C | apply Rmult_le_compat; assumption ].
Qed.
Lemma exp_opposite q p a b c d : a <= exp q <= b -> p = - q -> 0 < a -> c * b <= 1 -> 1 <= d * a -> 0 <= c -> c <= exp p <= d.
Proof.
  intros [ A B ] -> P C D Z. rewrite exp_Ropp. pose proof (exp_pos q) as E.
  split; apply (Rmult_le_reg_r (exp q) _ _ E); rewrite Rinv_l by lra.
  - apply (Rle_trans _ (c * b)); [ apply Rmult_le_compat_l; lra | exact C ].
  - assert (0 < d) by (destruct (Rlt_or_le 0 d) as [ H | H ]; [ exact H | pose proof (Rmult_le_compat_r a _ _ (Rlt_le _ _ P) H); lra ]).
    apply (Rle_trans _ (d * a)); [ exact D | apply Rmult_le_compat_l; lra ].
Qed.
Lemma ln_between p a b u l : exp a <= u -> u <= p -> l <= exp b -> p <= l -> 0 < p -> a <= ln p <= b.
Proof.
  intros A U B L P. rewrite <- (ln_exp a), <- (ln_exp b).
  split; apply ln_le; [ apply exp_pos | lra | exact P | lra ].
Qed.
Lemma root_between p q u v a b : q = INR u / INR v -> (0 < v)%nat -> 0 < p -> 0 < a -> 0 < b -> a ^ v <= p ^ u -> p ^ u <= b ^ v -> a <= Rpower p q <= b.
Proof.
  intros -> V P A B L H. assert (W : 0 < INR v) by (apply lt_0_INR; exact V).
  assert (E : Rpower p (INR u / INR v) = Rpower (p ^ u) (/ INR v)).
  { rewrite <- (Rpower_pow u p P), Rpower_mult. reflexivity. }
  assert (F : forall y, 0 < y -> Rpower (y ^ v) (/ INR v) = y).
  { intros y Y. rewrite <- (Rpower_pow v y Y), Rpower_mult, Rinv_r by lra. apply Rpower_1. exact Y. }
  assert (I : 0 < / INR v) by (apply Rinv_0_lt_compat; exact W).
  rewrite E. split; [ rewrite <- (F a A) | rewrite <- (F b B) ]; apply Rle_Rpower_l; try lra; split; try assumption; apply pow_lt; assumption.
Qed.
Lemma product_between a x b c y d : 0 <= a -> a <= x <= b -> 0 <= c -> c <= y <= d -> a * c <= x * y <= b * d.
Proof. intros A [ U V ] C [ W X ]. split; apply Rmult_le_compat; lra. Qed.
Lemma raised_between a x b n : 0 <= a -> a <= x <= b -> a ^ n <= x ^ n <= b ^ n.
Proof. intros A [ U V ]. split; apply pow_incr; lra. Qed.
