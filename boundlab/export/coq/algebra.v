(* Positive expressions, divisors other than zero, equal rational functions, integers. *)
Ltac pos :=
  first
    [ assumption
    | lazymatch goal with
      | |- 0 < _ + _ => apply Rplus_lt_0_compat; pos
      | |- 0 < _ * _ => apply Rmult_lt_0_compat; pos
      | |- 0 < _ / _ => apply Rdiv_lt_0_compat; pos
      | |- 0 < _ ^ _ => apply pow_lt; pos
      | |- 0 < Rmin _ _ => apply Rmin_glb_lt; pos
      | |- 0 < Rmax _ _ => eapply Rlt_le_trans; [ | apply Rmax_l ]; pos
      | |- 0 < Rpower _ _ => apply exp_pos
      end
    | clear; lra ].
Lemma positive_nonzero d : 0 < d -> d <> 0.
Proof. lra. Qed.
Ltac other_than_zero :=
  repeat split;
  first
    [ assumption
    | lra
    | apply positive_nonzero; solve [ pos ]
    | let E := fresh in
      intro E;
      match goal with
      | H : _ <> 0 |- _ => apply H; solve [ rewrite E; ring | lra | rewrite E; field; other_than_zero ]
      end ].
Ltac same := first [ ring | field; other_than_zero ].
Ltac evident := clear; lra.

(* What a comparison says of a difference, and its negation. *)
Lemma by_ge x y : (x >= y /\ 0 <= x - y) \/ (~ x >= y /\ 0 < y - x).
Proof. destruct (Rle_or_lt y x); [ left | right ]; lra. Qed.
Lemma by_le x y : (x <= y /\ 0 <= y - x) \/ (~ x <= y /\ 0 < x - y).
Proof. destruct (Rle_or_lt x y); [ left | right ]; lra. Qed.
Lemma by_gt x y : (x > y /\ 0 < x - y) \/ (~ x > y /\ 0 <= y - x).
Proof. destruct (Rle_or_lt x y); [ right | left ]; lra. Qed.
Lemma by_lt x y : (x < y /\ 0 < y - x) \/ (~ x < y /\ 0 <= x - y).
Proof. destruct (Rle_or_lt y x); [ right | left ]; lra. Qed.
Lemma by_eq x y : (x = y /\ x - y = 0) \/ (~ x = y /\ (0 < y - x \/ 0 < x - y)).
Proof. destruct (Rtotal_order x y) as [ H | [ H | H ] ]; [ right | left | right ]; lra. Qed.
Lemma by_ne x y : (x <> y /\ (0 < y - x \/ 0 < x - y)) \/ (~ x <> y /\ 0 <= x - y /\ 0 <= y - x).
Proof. destruct (Rtotal_order x y) as [ H | [ H | H ] ]; [ left | right | left ]; lra. Qed.

Lemma min_cases x y : (Rmin x y = x /\ 0 <= y - x) \/ (Rmin x y = y /\ 0 < x - y).
Proof. unfold Rmin. destruct (Rle_dec x y); [ left | right ]; split; lra. Qed.
Lemma max_cases x y : (Rmax x y = x /\ 0 <= x - y) \/ (Rmax x y = y /\ 0 < y - x).
Proof. unfold Rmax. destruct (Rle_dec x y); [ destruct (Req_dec x y) | ]; [ left | right | left ]; lra. Qed.
Ltac pick := first [ solve [ repeat split; lra ] | left; pick | right; pick ].
Ltac extremum_cases :=
  repeat match goal with
  | |- context [ Rmin ?x ?y ] =>
      lazymatch y with context [ Rmin _ _ ] => fail | _ => destruct (min_cases x y) as [ [ -> ? ] | [ -> ? ] ] end
  | |- context [ Rmax ?x ?y ] =>
      lazymatch y with context [ Rmax _ _ ] => fail | _ => destruct (max_cases x y) as [ [ -> ? ] | [ -> ? ] ] end
  end.
Ltac attained := extremum_cases; pick.
Ltac equal_arguments :=
  repeat match goal with
  | |- Rmin _ _ = Rmin _ _ => apply f_equal2
  | |- Rmax _ _ = Rmax _ _ => apply f_equal2
  end; first [ reflexivity | same ].

Lemma nonzero_by d numerator denominator : numerator = d * denominator -> numerator <> 0 -> d <> 0.
Proof. intros E H Z; apply H; rewrite E, Z; ring. Qed.
Lemma equal_positive x y : x = y -> 0 < y -> 0 < x.
Proof. intros ->. trivial. Qed.
Lemma positive_by d numerator denominator :
  numerator = d * denominator -> 0 < numerator -> 0 < denominator -> 0 < d.
Proof.
  intros E N D. apply (Rmult_lt_reg_r denominator); [ exact D | ]. rewrite Rmult_0_l, <- E. exact N.
Qed.
Lemma nonzero_in_product n q product : n * q = product -> 0 < product -> n <> 0.
Proof. intros E H Z; rewrite Z in E; lra. Qed.

Lemma impossible total constant : 0 <= total -> total = constant -> constant < 0 -> False.
Proof. lra. Qed.
Lemma impossible_strict total constant : 0 < total -> total = constant -> constant <= 0 -> False.
Proof. lra. Qed.
Lemma coefficient p : 0 < IZR (Zpos p).
Proof. apply IZR_lt. reflexivity. Qed.
Lemma strict_first x y : 0 < x -> 0 <= y -> 0 < x + y.
Proof. lra. Qed.
Lemma negated x : x <= 0 -> 0 <= - x.
Proof. lra. Qed.
Lemma square x : 0 <= x * x.
Proof. exact (Rle_0_sqr x). Qed.

Lemma times_positive d factor fact : 0 < d -> 0 < factor -> fact = d * factor -> 0 < fact.
Proof. intros; subst; apply Rmult_lt_0_compat; assumption. Qed.
Lemma times_nonnegative d factor fact : 0 <= d -> 0 < factor -> fact = d * factor -> 0 <= fact.
Proof. intros; subst; apply Rmult_le_pos; [ assumption | lra ]. Qed.
Lemma times_zero d factor fact : d = 0 -> fact = d * factor -> 0 <= fact.
Proof. intros Z E; rewrite E, Z; lra. Qed.
Lemma times_integer z d factor fact :
  0 < d -> 0 < factor -> d * factor = IZR z -> fact + 1 = d * factor -> 0 <= fact.
Proof.
  intros D F Z E. assert (P : 0 < IZR z) by (rewrite <- Z; apply Rmult_lt_0_compat; assumption).
  apply (lt_IZR 0) in P. assert (Q : (1 <= z)%Z) by lia. apply IZR_le in Q. lra.
Qed.
Lemma integer_split z x : x = IZR z -> 0 <= x \/ 0 <= - x - 1.
Proof.
  intros E; subst. destruct (Z_le_gt_dec 0 z) as [ H | H ].
  - left. apply IZR_le in H. exact H.
  - right. assert (Q : (z <= -1)%Z) by lia. apply IZR_le in Q. lra.
Qed.
Lemma sign_cases x : 0 < x \/ 0 < - x \/ x = 0.
Proof. destruct (Rtotal_order x 0) as [ H | [ H | H ] ]; [ right; left | right; right | left ]; lra. Qed.
Ltac integer := rewrite ?plus_IZR, ?mult_IZR; same.
Lemma in_range z : (1 <= z)%Z -> 1 <= IZR z.
Proof. intro H. apply IZR_le in H. exact H. Qed.
Lemma in_range_positive x : 1 <= x -> 0 < x.
Proof. lra. Qed.
Lemma in_range_difference x : 1 <= x -> 0 <= x - 1.
Proof. lra. Qed.
