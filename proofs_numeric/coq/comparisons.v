From Coq Require Import Reals Lra Lia ZArith List.
Open Scope R_scope.

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

(* The scale t = 1/eps for eps -> 0. *)
Definition t (eps : R) := 1 / eps.
Definition near (P : R -> Prop) := exists eps0, 0 < eps0 /\ forall eps, 0 < eps < eps0 -> P eps.
Lemma near_and (P Q : R -> Prop) : near P -> near Q -> near (fun eps => P eps /\ Q eps).
Proof.
  intros (a & A & F) (b & B & G). exists (Rmin a b). split; [ apply Rmin_glb_lt; assumption | ].
  intros x [ X Y ]. pose proof (Rmin_l a b). pose proof (Rmin_r a b). split; [ apply F | apply G ]; lra.
Qed.
Lemma near_large K : near (fun eps => K < t eps).
Proof.
  exists (/ (Rabs K + 1)). pose proof (Rabs_pos K). split; [ apply Rinv_0_lt_compat; lra | ].
  intros x [ X Y ]. unfold t, Rdiv. rewrite Rmult_1_l. apply (Rle_lt_trans _ (Rabs K + 1)).
  - pose proof (Rle_abs K). lra.
  - rewrite <- (Rinv_inv (Rabs K + 1)). apply Rinv_lt_contravar; [ | exact Y ].
    apply Rmult_lt_0_compat; [ exact X | apply Rinv_0_lt_compat; lra ].
Qed.
Lemma near_somewhere (P : R -> Prop) : near P -> exists eps, P eps.
Proof. intros (a & A & F). exists (a / 2). apply F. lra. Qed.

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

(* Orders. `like f l` says that f is, up to constant factors, the sum of the terms t^a * log(t)^b with (a, b) in l. *)

Definition term (p : R * R) x := Rpower (t x) (fst p) * Rpower (ln (t x)) (snd p).
Fixpoint sum (l : list (R * R)) x := match l with nil => 0 | p :: rest => term p x + sum rest x end.
Definition like f l :=
  exists c C, 0 < c /\ 0 < C /\ near (fun x => c * sum l x <= f x <= C * sum l x).
Definition below_or_equal p q := fst p < fst q \/ fst p = fst q /\ snd p <= snd q.
Definition strictly_below p q := fst p < fst q \/ fst p = fst q /\ snd p < snd q.

Lemma term_positive p x : 0 < term p x.
Proof. apply Rmult_lt_0_compat; apply exp_pos. Qed.
Lemma sum_nonnegative l x : 0 <= sum l x.
Proof. induction l; simpl; [ lra | pose proof (term_positive a x); lra ]. Qed.
Lemma sum_positive p l x : 0 < sum (p :: l) x.
Proof. simpl. pose proof (term_positive p x). pose proof (sum_nonnegative l x). lra. Qed.
Lemma sum_append l k x : sum (l ++ k) x = sum l x + sum k x.
Proof. induction l; simpl; lra. Qed.
Definition times p q : R * R := (fst p + fst q, snd p + snd q).
Definition products l k := flat_map (fun p => map (times p) k) l.
Lemma sum_scaled p k x : sum (map (times p) k) x = term p x * sum k x.
Proof.
  induction k as [ | q k I ]; simpl; [ lra | ].
  rewrite I. unfold term, times; simpl. rewrite !Rpower_plus. ring.
Qed.
Lemma sum_products l k x : sum (products l k) x = sum l x * sum k x.
Proof.
  unfold products. induction l as [ | p l I ]; simpl; [ lra | ].
  rewrite sum_append, I, sum_scaled. ring.
Qed.

Lemma log_grows K : near (fun x => K < ln (t x)).
Proof.
  apply (near_mono _ _ (near_large (exp K))). intros x H.
  rewrite <- (ln_exp K). apply ln_increasing; [ apply exp_pos | exact H ].
Qed.
Lemma log_log_grows K : near (fun x => K < ln (ln (t x))).
Proof.
  apply (near_mono _ _ (log_grows (exp K))). intros x H.
  rewrite <- (ln_exp K). apply ln_increasing; [ apply exp_pos | exact H ].
Qed.
Lemma term_by_exp p x : term p x = exp (fst p * ln (t x) + snd p * ln (ln (t x))).
Proof. unfold term, Rpower. symmetry. apply exp_plus. Qed.
Lemma term_small p q : strictly_below p q -> forall c, 0 < c -> near (fun x => term p x <= c * term q x).
Proof.
  destruct p as [ a b ], q as [ a' b' ]. unfold strictly_below; simpl. intros D c P.
  assert (M : forall A B, A <= ln c + B -> exp A <= c * exp B).
  { intros A B [ L | E ]; rewrite <- (exp_ln c P) at 1; rewrite <- exp_plus;
      [ left; apply exp_increasing; exact L | right; rewrite E; reflexivity ]. }
  destruct D as [ D | [ E D ] ].
  - pose (d := a' - a). pose (m := Rabs (b - b') + 1). pose (h := d / (2 * m)).
    assert (D0 : 0 < d) by (unfold d; lra).
    assert (M0 : 0 < m) by (unfold m; pose proof (Rabs_pos (b - b')); lra).
    assert (H0 : 0 < h) by (apply Rdiv_lt_0_compat; lra).
    assert (HM : m * h = d / 2) by (unfold h; field; lra).
    pose (K := Rmax 1 (2 * (m * Rabs (ln h) - ln c) / d)).
    apply (near_mono _ _ (near_and _ _ (log_grows K) (log_log_grows 0))). intros x [ L LL ].
    rewrite !term_by_exp; simpl. apply M.
    set (u := ln (t x)) in *.
    assert (U0 : 1 < u) by (pose proof (Rmax_l 1 (2 * (m * Rabs (ln h) - ln c) / d)) as H; fold K in H; lra).
    assert (U1 : 2 * (m * Rabs (ln h) - ln c) <= d * u).
    { pose proof (Rmax_r 1 (2 * (m * Rabs (ln h) - ln c) / d)) as H; fold K in H.
      apply (Rmult_le_reg_r (/ d)); [ apply Rinv_0_lt_compat; exact D0 | ].
      replace (d * u * / d) with u by (field; lra). unfold Rdiv in H. lra. }
    assert (B1 : (b - b') * ln u <= m * ln u).
    { apply Rmult_le_compat_r; [ lra | ]. unfold m. pose proof (Rle_abs (b - b')). lra. }
    assert (B2 : m * ln u <= m * (h * u - ln h)).
    { apply Rmult_le_compat_l; [ lra | ]. apply log_line; lra. }
    assert (B3 : m * - ln h <= m * Rabs (ln h)).
    { apply Rmult_le_compat_l; [ lra | ]. rewrite <- Rabs_Ropp. apply Rle_abs. }
    assert (B4 : m * (h * u - ln h) = d / 2 * u + m * - ln h) by (rewrite <- HM; ring).
    assert (B5 : a * u = a' * u - d * u) by (unfold d; ring). lra.
  - pose (d := b' - b). assert (D0 : 0 < d) by (unfold d; lra).
    apply (near_mono _ _ (log_log_grows (- ln c / d))). intros x L.
    rewrite !term_by_exp; simpl. apply M. set (v := ln (ln (t x))) in *.
    assert (V : - ln c <= d * v).
    { apply (Rmult_le_reg_r (/ d)); [ apply Rinv_0_lt_compat; exact D0 | ].
      replace (d * v * / d) with v by (field; lra). unfold Rdiv in L. lra. }
    assert (B : b * v = b' * v - d * v) by (unfold d; ring). rewrite E. lra.
Qed.
Lemma term_below p q : below_or_equal p q -> near (fun x => term p x <= 1 * term q x).
Proof.
  intros [ H | [ E [ H | F ] ] ].
  - apply term_small; [ left; exact H | lra ].
  - apply term_small; [ right; split; assumption | lra ].
  - assert (p = q) as -> by (destruct p, q; simpl in *; congruence).
    apply (near_mono _ _ (near_large 0)). intros; lra.
Qed.

Definition every (rel : R * R -> R * R -> Prop) l k := forall p, In p l -> exists q, In q k /\ rel p q.
Lemma term_in p l x : In p l -> term p x <= sum l x.
Proof.
  induction l as [ | q l I ]; simpl; [ tauto | ].
  intros [ -> | H ]; [ pose proof (sum_nonnegative l x) | pose proof (term_positive q x); specialize (I H) ]; lra.
Qed.
Lemma sum_dominated (rel : R * R -> R * R -> Prop) c l k :
  0 < c -> (forall p q, rel p q -> near (fun x => term p x <= c * term q x)) -> every rel l k ->
  near (fun x => sum l x <= INR (length l) * c * sum k x).
Proof.
  intros P T. induction l as [ | p l I ]; intro H.
  - apply (near_mono _ _ (near_large 0)). intros; simpl; lra.
  - destruct (H p (or_introl eq_refl)) as (q & Q & B).
    assert (J : every rel l k) by (intros r K; apply H; right; exact K).
    apply (near_mono _ _ (near_and _ _ (T p q B) (I J))). intros x [ U V ].
    change (length (p :: l)) with (S (length l)). rewrite S_INR. cbn [sum].
    assert (c * term q x <= c * sum k x) by (apply Rmult_le_compat_l; [ lra | apply term_in; exact Q ]). lra.
Qed.

Definition big_O (f g : R -> R) := exists C, 0 < C /\ near (fun x => f x <= C * g x).
Definition small_o (f g : R -> R) := forall c, 0 < c -> near (fun x => f x <= c * g x).
Lemma counted (l : list (R * R)) : 0 < INR (length l) + 1.
Proof. pose proof (pos_INR (length l)); lra. Qed.
Lemma big_O_of_terms f g l k : like f l -> like g k -> every below_or_equal l k -> big_O f g.
Proof.
  intros (c & C & _ & P & F) (c' & C' & P' & _ & G) E.
  pose proof (counted l) as N.
  exists (C * (INR (length l) + 1) * / c'). split.
  - repeat apply Rmult_lt_0_compat; try assumption. apply Rinv_0_lt_compat; exact P'.
  - pose proof (sum_dominated _ 1 l k Rlt_0_1 term_below E) as D.
    apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) D)). intros x [ [ [ _ A ] [ B _ ] ] H ].
    apply (Rle_trans _ _ _ A). rewrite !Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
    apply (Rle_trans _ _ _ H). pose proof (sum_nonnegative k x) as S0.
    apply (Rle_trans _ ((INR (length l) + 1) * sum k x)); [ lra | ].
    apply Rmult_le_compat_l; [ lra | ].
    apply (Rmult_le_reg_l c'); [ exact P' | ]. replace (c' * (/ c' * g x)) with (g x) by (field; lra). exact B.
Qed.
Lemma small_o_of_terms f g l k : like f l -> like g k -> every strictly_below l k -> small_o f g.
Proof.
  intros (c & C & _ & P & F) (c' & C' & P' & _ & G) E d D0.
  pose proof (counted l) as N. pose (e := d * c' / (C * (INR (length l) + 1))).
  assert (E0 : 0 < e) by (unfold e; apply Rdiv_lt_0_compat; apply Rmult_lt_0_compat; assumption).
  pose proof (sum_dominated _ e l k E0 (fun p q H => term_small p q H e E0) E) as D.
  apply (near_mono _ _ (near_and _ _ (near_and _ _ F G) D)). intros x [ [ [ _ A ] [ B _ ] ] H ].
  apply (Rle_trans _ _ _ A). pose proof (sum_nonnegative k x) as S0.
  assert (I : sum l x <= (INR (length l) + 1) * e * sum k x).
  { apply (Rle_trans _ _ _ H). apply Rmult_le_compat_r; [ exact S0 | ].
    apply Rmult_le_compat_r; lra. }
  apply (Rle_trans _ (C * ((INR (length l) + 1) * e * sum k x))); [ apply Rmult_le_compat_l; lra | ].
  replace (C * ((INR (length l) + 1) * e * sum k x)) with (d * (c' * sum k x)) by (unfold e; field; lra).
  apply Rmult_le_compat_l; lra.
Qed.
Lemma not_both f g p l : like f (p :: l) -> small_o f g -> big_O g f -> False.
Proof.
  intros (c & c1 & P & _ & F) S (C & P' & G).
  assert (H0 : 0 < / (2 * C)) by (apply Rinv_0_lt_compat; lra).
  destruct (near_somewhere _ (near_and _ _ F (near_and _ _ (S _ H0) G))) as (x & [ A _ ] & B & D).
  assert (0 < c * sum (p :: l) x) by (apply Rmult_lt_0_compat; [ exact P | apply sum_positive ]).
  assert (/ (2 * C) * g x <= / (2 * C) * (C * f x)) by (apply Rmult_le_compat_l; lra).
  replace (/ (2 * C) * (C * f x)) with (f x / 2) in * by (field; lra). lra.
Qed.

Lemma like_equal f g l : like f l -> near (fun x => f x = g x) -> like g l.
Proof.
  intros (c & C & P & Q & H) E. exists c, C. repeat split; try assumption.
  apply (near_mono _ _ (near_and _ _ H E)). intros x [ A B ]. rewrite <- B. exact A.
Qed.
Lemma like_exactly f l : near (fun x => f x = sum l x) -> like f l.
Proof.
  intro H. exists 1, 1. split; [ lra | ]. split; [ lra | ].
  apply (near_mono _ _ H). intros x ->. lra.
Qed.
Lemma power_zero x : Rpower x 0 = 1.
Proof. unfold Rpower. rewrite Rmult_0_l. apply exp_0. Qed.
Lemma like_constant c : 0 < c -> like (fun _ => c) ((0, 0) :: nil).
Proof.
  intro P. exists c, c. repeat split; try assumption.
  apply (near_mono _ _ (near_large 0)). intros x _. unfold sum, term; simpl. rewrite !power_zero. lra.
Qed.
Lemma like_log : like (fun x => ln (t x)) ((0, 1) :: nil).
Proof.
  apply like_exactly. apply (near_mono _ _ (log_grows 0)). intros x H.
  unfold sum, term; simpl. rewrite power_zero, Rpower_1 by exact H. lra.
Qed.
Lemma like_plus f g l k : like f l -> like g k -> like (fun x => f x + g x) (l ++ k).
Proof.
  intros (c & C & P & Q & F) (d & D & P' & Q' & G). exists (Rmin c d), (Rmax C D).
  split; [ apply Rmin_glb_lt; assumption | ].
  split; [ apply (Rlt_le_trans _ C); [ assumption | apply Rmax_l ] | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ [ A B ] [ A' B' ] ]. rewrite sum_append.
  pose proof (sum_nonnegative l x). pose proof (sum_nonnegative k x).
  pose proof (Rmult_le_compat_r (sum l x) _ _ H (Rmin_l c d)).
  pose proof (Rmult_le_compat_r (sum k x) _ _ H0 (Rmin_r c d)).
  pose proof (Rmult_le_compat_r (sum l x) _ _ H (Rmax_l C D)).
  pose proof (Rmult_le_compat_r (sum k x) _ _ H0 (Rmax_r C D)). lra.
Qed.
Lemma like_nonnegative f l : like f l -> near (fun x => 0 <= f x).
Proof.
  intros (c & c1 & P & _ & F). apply (near_mono _ _ F). intros x [ A _ ].
  pose proof (Rmult_le_pos c (sum l x)). pose proof (sum_nonnegative l x). lra.
Qed.
Lemma like_max f g l k : like f l -> like g k -> like (fun x => Rmax (f x) (g x)) (l ++ k).
Proof.
  intros F G. destruct (like_plus f g l k F G) as (c & C & P & Q & H).
  exists (c / 2), C. split; [ lra | ]. split; [ exact Q | ].
  apply (near_mono _ _ (near_and _ _ H (near_and _ _ (like_nonnegative _ _ F) (like_nonnegative _ _ G)))).
  intros x ([ A B ] & F0 & G0). split.
  - pose proof (Rmax_l (f x) (g x)). pose proof (Rmax_r (f x) (g x)). lra.
  - apply Rmax_lub; lra.
Qed.
Lemma like_times f g l k : like f l -> like g k -> like (fun x => f x * g x) (products l k).
Proof.
  intros (c & C & P & Q & F) (d & D & P' & Q' & G). exists (c * d), (C * D).
  split; [ apply Rmult_lt_0_compat; assumption | ]. split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (near_mono _ _ (near_and _ _ F G)). intros x [ [ A B ] [ A' B' ] ]. rewrite sum_products.
  pose proof (Rmult_le_pos c _ (Rlt_le _ _ P) (sum_nonnegative l x)).
  pose proof (Rmult_le_pos d _ (Rlt_le _ _ P') (sum_nonnegative k x)). split.
  - replace (c * d * (sum l x * sum k x)) with ((c * sum l x) * (d * sum k x)) by ring.
    apply Rmult_le_compat; assumption.
  - replace (C * D * (sum l x * sum k x)) with ((C * sum l x) * (D * sum k x)) by ring.
    apply Rmult_le_compat; lra.
Qed.
Lemma like_same_terms f l k :
  like f l -> every below_or_equal l k -> every below_or_equal k l -> like f k.
Proof.
  intros (c & C & P & Q & F) I J. pose proof (counted l) as N. pose proof (counted k) as M.
  exists (c * / (INR (length k) + 1)), (C * (INR (length l) + 1)).
  split; [ apply Rmult_lt_0_compat; [ assumption | apply Rinv_0_lt_compat; assumption ] | ].
  split; [ apply Rmult_lt_0_compat; assumption | ].
  pose proof (sum_dominated _ 1 _ _ Rlt_0_1 term_below I) as D.
  pose proof (sum_dominated _ 1 _ _ Rlt_0_1 term_below J) as E.
  apply (near_mono _ _ (near_and _ _ F (near_and _ _ D E))). intros x ([ A B ] & U & V).
  pose proof (sum_nonnegative l x). pose proof (sum_nonnegative k x). split.
  - apply (Rle_trans _ (c * sum l x)); [ | exact A ].
    rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
    apply (Rmult_le_reg_l (INR (length k) + 1)); [ exact M | ].
    replace ((INR (length k) + 1) * (/ (INR (length k) + 1) * sum k x)) with (sum k x) by (field; lra). lra.
  - apply (Rle_trans _ (C * sum l x)); [ exact B | ].
    rewrite Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

Lemma power_between c C y : 0 < c -> 0 < C -> exists d D, 0 < d /\ 0 < D /\
  forall f s, 0 < s -> c * s <= f <= C * s -> d * Rpower s y <= Rpower f y <= D * Rpower s y.
Proof.
  intros P Q. pose (m := Rabs y * (Rabs (ln c) + Rabs (ln C))).
  exists (exp (- m)), (exp m). split; [ apply exp_pos | ]. split; [ apply exp_pos | ].
  intros f s S0 [ A B ]. assert (CS : 0 < c * s) by (apply Rmult_lt_0_compat; assumption).
  assert (L : ln c + ln s <= ln f) by
    (rewrite <- ln_mult by assumption; destruct A as [ A | A ];
      [ left; apply ln_increasing; assumption | right; rewrite A; reflexivity ]).
  assert (U : ln f <= ln C + ln s) by
    (rewrite <- ln_mult by assumption; destruct B as [ B | B ];
      [ left; apply ln_increasing; lra | right; rewrite B; reflexivity ]).
  assert (K : Rabs (y * (ln f - ln s)) <= m).
  { rewrite Rabs_mult. apply Rmult_le_compat_l; [ apply Rabs_pos | ]. apply Rabs_le.
    pose proof (Rle_abs (ln C)). pose proof (Rabs_pos (ln c)). pose proof (Rabs_pos (ln C)).
    pose proof (Rle_abs (- ln c)) as N. rewrite Rabs_Ropp in N. lra. }
  pose proof (Rle_abs (y * (ln f - ln s))). pose proof (Rle_abs (- (y * (ln f - ln s)))) as N.
  rewrite Rabs_Ropp in N. unfold Rpower. rewrite <- !exp_plus. split; apply exp_le; lra.
Qed.
Definition scaled (y : R) (p : R * R) : R * R := (fst p * y, snd p * y).
Lemma term_power p y x : 0 < t x -> 0 < ln (t x) -> Rpower (term p x) y = term (scaled y p) x.
Proof.
  intros T L. unfold term, scaled; simpl. rewrite <- Rpower_mult_distr by apply exp_pos.
  rewrite !Rpower_mult. reflexivity.
Qed.
Lemma like_power f y p : like f (p :: nil) -> like (fun x => Rpower (f x) y) (scaled y p :: nil).
Proof.
  intros (c & C & P & Q & F). destruct (power_between c C y P Q) as (d & D & P' & Q' & B).
  exists d, D. split; [ exact P' | ]. split; [ exact Q' | ].
  apply (near_mono _ _ (near_and _ _ F (near_and _ _ (near_large 0) (log_grows 0)))). intros x (A & T & L).
  simpl in *. rewrite Rplus_0_r in *. rewrite <- term_power by assumption.
  apply B; [ apply term_positive | exact A ].
Qed.
Lemma like_inverse f p : like f (p :: nil) -> like (fun x => / f x) (scaled (-1) p :: nil).
Proof.
  intro F. apply (like_equal (fun x => Rpower (f x) (-1))); [ apply like_power; exact F | ].
  destruct F as (c & C & P & Q & F). apply (near_mono _ _ F). intros x [ A _ ].
  assert (0 < f x) by (pose proof (Rmult_lt_0_compat c _ P (sum_positive p nil x)); lra).
  replace (-1) with (- (1)) by ring. rewrite Rpower_Ropp, Rpower_1 by assumption. reflexivity.
Qed.
Fixpoint repeated n l := match n with O => (0, 0) :: nil | S m => products l (repeated m l) end.
Lemma like_repeated f l n : like f l -> like (fun x => f x ^ n) (repeated n l).
Proof.
  intro F. induction n as [ | n I ]; simpl; [ apply like_constant; lra | apply like_times; assumption ].
Qed.
Lemma like_natural_power f p l n y :
  y = INR n -> like f (p :: l) -> like (fun x => Rpower (f x) y) (repeated n (p :: l)).
Proof.
  intros -> F. apply (like_equal (fun x => f x ^ n)); [ apply like_repeated; exact F | ].
  destruct F as (c & C & P & Q & F). apply (near_mono _ _ F). intros x [ A _ ].
  symmetry. apply Rpower_pow. pose proof (Rmult_lt_0_compat c _ P (sum_positive p l x)); lra.
Qed.
Lemma power_monotone a b y : 0 <= y -> 0 < a -> a <= b -> Rpower a y <= Rpower b y.
Proof. intros. apply Rle_Rpower_l; [ assumption | split; assumption ]. Qed.
Lemma largest p l x : exists q, In q (p :: l) /\ sum (p :: l) x <= INR (length (p :: l)) * term q x.
Proof.
  revert p. induction l as [ | r l I ]; intro p.
  - exists p. simpl. split; [ tauto | lra ].
  - destruct (I r) as (q & H & K). change (sum (p :: r :: l) x) with (term p x + sum (r :: l) x).
    change (length (p :: r :: l)) with (S (length (r :: l))). rewrite S_INR.
    pose proof (pos_INR (length (r :: l))) as N.
    destruct (Rle_or_lt (term p x) (term q x)).
    + exists q. split; [ right; exact H | lra ].
    + exists p. split; [ left; reflexivity | ].
      assert (INR (length (r :: l)) * term q x <= INR (length (r :: l)) * term p x)
        by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma like_power_of_sum f y p l :
  0 <= y -> like f (p :: l) -> like (fun x => Rpower (f x) y) (map (scaled y) (p :: l)).
Proof.
  intros Y (c & C & P & Q & F). destruct (power_between c C y P Q) as (d & D & P' & Q' & B).
  set (k := p :: l) in *. pose (n := INR (length k)).
  assert (N : 0 < n) by (unfold n, k; change (length (p :: l)) with (S (length l)); rewrite S_INR;
    pose proof (pos_INR (length l)); lra).
  assert (N' : 0 < Rpower n y) by apply exp_pos.
  exists (d * / n), (D * Rpower n y).
  split; [ apply Rmult_lt_0_compat; [ assumption | apply Rinv_0_lt_compat; assumption ] | ].
  split; [ apply Rmult_lt_0_compat; assumption | ].
  apply (near_mono _ _ (near_and _ _ F (near_and _ _ (near_large 0) (log_grows 0)))). intros x (A & T & L).
  pose proof (sum_positive p l x) as S0. fold k in S0.
  destruct (B (f x) (sum k x) S0 A) as [ B1 B2 ].
  assert (U : sum (map (scaled y) k) x <= n * Rpower (sum k x) y).
  { assert (G : forall j, (forall q, In q j -> In q k) ->
      sum (map (scaled y) j) x <= INR (length j) * Rpower (sum k x) y).
    { induction j as [ | q j I ]; intro J; [ simpl; lra | ].
      change (length (q :: j)) with (S (length j)). rewrite S_INR. cbn [map sum].
      rewrite <- term_power by assumption.
      assert (Rpower (term q x) y <= Rpower (sum k x) y) by
        (apply power_monotone; [ exact Y | apply term_positive | apply term_in, J; left; reflexivity ]).
      assert (sum (map (scaled y) j) x <= INR (length j) * Rpower (sum k x) y)
        by (apply I; intros r R; apply J; right; exact R). lra. }
    apply G; auto. }
  assert (V : Rpower (sum k x) y <= Rpower n y * sum (map (scaled y) k) x).
  { destruct (largest p l x) as (q & I & J). fold k in I, J. fold n in J.
    apply (Rle_trans _ (Rpower (n * term q x) y)); [ apply power_monotone; assumption | ].
    rewrite <- Rpower_mult_distr by (assumption || apply term_positive).
    rewrite term_power by assumption. apply Rmult_le_compat_l; [ lra | ].
    apply term_in. apply in_map. exact I. }
  split.
  - apply (Rle_trans _ (d * Rpower (sum k x) y)); [ | exact B1 ].
    rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
    apply (Rmult_le_reg_l n); [ exact N | ].
    replace (n * (/ n * sum (map (scaled y) k) x)) with (sum (map (scaled y) k) x) by (field; lra). exact U.
  - apply (Rle_trans _ _ _ B2). rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | exact V ].
Qed.

Lemma not_below a b c d : ~ below_or_equal (a, b) (c, d) -> 0 <= a - c.
Proof. unfold below_or_equal; simpl. intro H. apply Rnot_lt_le. intro K. apply H. left. lra. Qed.
Lemma not_below_above a b c d : b <= d -> ~ below_or_equal (a, b) (c, d) -> 0 < a - c.
Proof. unfold below_or_equal; simpl. intros L H. apply Rnot_le_lt. intro K. apply H. lra. Qed.
Lemma not_strictly a b c d : ~ strictly_below (a, b) (c, d) -> 0 <= a - c.
Proof. unfold strictly_below; simpl. intro H. apply Rnot_lt_le. intro K. apply H. left. lra. Qed.
Lemma not_strictly_above a b c d : b < d -> ~ strictly_below (a, b) (c, d) -> 0 < a - c.
Proof. unfold strictly_below; simpl. intros L H. apply Rnot_le_lt. intro K. apply H. lra. Qed.
Lemma tie a b c d : ~ below_or_equal (a, b) (c, d) -> 0 < a - c \/ a - c = 0 /\ 0 < b - d.
Proof.
  unfold below_or_equal; simpl. intro H. destruct (Rtotal_order a c) as [ K | [ K | K ] ]; [ lra | right | left; lra ].
  split; [ lra | ]. apply Rnot_le_lt. intro L. apply H. lra.
Qed.
Lemma strict_tie a b c d : ~ strictly_below (a, b) (c, d) -> 0 < a - c \/ a - c = 0 /\ 0 <= b - d.
Proof.
  unfold strictly_below; simpl. intro H. destruct (Rtotal_order a c) as [ K | [ K | K ] ]; [ lra | right | left; lra ].
  split; [ lra | ]. apply Rnot_lt_le. intro L. apply H. lra.
Qed.
Lemma every_nil rel k : every rel nil k.
Proof. intros p []. Qed.
Lemma every_cons (rel : R * R -> R * R -> Prop) p l k :
  (exists q, In q k /\ rel p q) -> every rel l k -> every rel (p :: l) k.
Proof. intros H E q [ <- | I ]; [ exact H | apply E; exact I ]. Qed.
Lemma equal_terms a b c d : a = c -> b = d -> below_or_equal (a, b) (c, d).
Proof. intros -> ->. right. simpl. lra. Qed.
Lemma like_terms f l k : like f l -> l = k -> like f k.
Proof. intros H <-. exact H. Qed.
Ltac computed :=
  cbv [repeated products times scaled flat_map map app fst snd];
  repeat match goal with
  | |- cons _ _ = cons _ _ => apply f_equal2
  | |- (_, _) = (_, _) => apply f_equal2
  end; first [ reflexivity | same ].
Lemma below_or_not p q : below_or_equal p q \/ ~ below_or_equal p q.
Proof.
  unfold below_or_equal. destruct (Rtotal_order (fst p) (fst q)) as [ K | [ K | K ] ];
    [ left; left; exact K | destruct (Rle_or_lt (snd p) (snd q)) | right; lra ];
    [ left; right; split; assumption | right; lra ].
Qed.
Lemma strictly_or_not p q : strictly_below p q \/ ~ strictly_below p q.
Proof.
  unfold strictly_below. destruct (Rtotal_order (fst p) (fst q)) as [ K | [ K | K ] ];
    [ left; left; exact K | destruct (Rle_or_lt (snd q) (snd p)) | right; lra ];
    [ right; lra | left; right; split; assumption ].
Qed.

Lemma like_scale : like (fun eps => eps) ((-1, 0) :: nil).
Proof.
  apply like_exactly. apply (near_mono _ _ (near_large 0)). intros x H.
  unfold sum, term; simpl. rewrite power_zero. replace (-1) with (- (1)) by ring.
  rewrite Rpower_Ropp, Rpower_1 by exact H. unfold t, Rdiv in *.
  rewrite !Rmult_1_l in *. rewrite Rinv_inv. lra.
Qed.

(* eps^(-m/r) ≍ eps^(-(m1 + m2)) where r = 1, m = m1 + m2 *)
Theorem statement_theorem_1_and_2 :
  forall (m m1 m2 r : Z),
  (1 <= m)%Z ->
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  IZR r = 1 ->
  IZR m = IZR m1 + IZR m2 ->
  (IZR r <> 0 /\ (exists C : R, 0 < C /\ exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- IZR m / IZR r) <= C * Rpower eps (- (IZR m1 + IZR m2))) /\ (exists C : R, 0 < C /\ exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- (IZR m1 + IZR m2)) <= C * Rpower eps (- IZR m / IZR r))).
Proof.
  intros m m1 m2 r R'1 R'2 R'3 R'4 W'5 W'6.
  pose proof (in_range _ R'1) as F'7.
  pose proof (in_range_positive _ F'7) as P'8.
  pose proof (in_range _ R'2) as F'9.
  pose proof (in_range_positive _ F'9) as P'10.
  pose proof (in_range _ R'3) as F'11.
  pose proof (in_range_positive _ F'11) as P'12.
  pose proof (in_range _ R'4) as F'13.
  pose proof (in_range_positive _ F'13) as P'14.
  assert (N' : ((IZR r) - 1 = 0)).
  {
    pose proof (by_eq (IZR r) 1).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (N' : ((IZR m) - ((IZR m1) + (IZR m2)) = 0)).
  {
    pose proof (by_eq (IZR m) ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (F'15 : 0 <= ((- (IZR r)) + 1)) by (refine (times_zero _ (- 1) ((- (IZR r)) + 1) W'5 _); same).
  assert (F'16 : 0 <= ((IZR m) - (IZR m1) - (IZR m2))) by (refine (times_zero _ 1 ((IZR m) - (IZR m1) - (IZR m2)) W'6 _); same).
  assert (F'17 : 0 <= ((- (IZR m)) + (IZR m1) + (IZR m2))) by (refine (times_zero _ (- 1) ((- (IZR m)) + (IZR m1) + (IZR m2)) W'6 _); same).
  assert (D'18 : (IZR r) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'18 | ].
  assert (O'19 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'20 : like (fun eps => (Rpower eps ((- (IZR m)) / (IZR r)))) (((- ((- (IZR m)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m)) / (IZR r)) _ O'19) | computed ]).
  assert (O'21 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'22 : like (fun eps => (Rpower eps (- ((IZR m1) + (IZR m2))))) ((((IZR m1) + (IZR m2)), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- ((IZR m1) + (IZR m2))) _ O'21) | computed ]).
  assert (E'23 : every below_or_equal (((- ((- (IZR m)) / (IZR r))), 0) :: nil) ((((IZR m1) + (IZR m2)), 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (below_or_not ((- ((- (IZR m)) / (IZR r))), 0) (((IZR m1) + (IZR m2)), 0)) as [ Y'24 | N'25 ];
        [ exists (((IZR m1) + (IZR m2)), 0); split; [ left; reflexivity | exact Y'24 ] | ].
      exfalso.
      assert (L'26 : 0 < (- ((- (IZR m)) / (IZR r))) - ((IZR m1) + (IZR m2))) by (refine (not_below_above _ _ _ _ _ N'25); first [ evident | right; same ]).
      assert (F'27 : 0 <= (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m) - 1)) by (refine (times_integer ((-1) * m1 * r + (-1) * m2 * r + 1 * m)%Z _ ((IZR r)) (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m) - 1) L'26 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((1 * ((- (IZR m)) + (IZR m1) + (IZR m2))) + ((1 * ((IZR r) - 1)) + (((1 * ((IZR r) - 1)) * ((- (IZR m)) + (IZR m1) + (IZR m2))) + (((1 * ((IZR m) - 1)) * ((IZR r) - 1)) + (1 * (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m) - 1)))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'17) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'13)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'13)) F'17) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'7)) (in_range_difference _ F'13)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'27))))) _ _)); [ same | evident ].
    }
    apply every_nil.
  }
  assert (E'28 : every below_or_equal ((((IZR m1) + (IZR m2)), 0) :: nil) (((- ((- (IZR m)) / (IZR r))), 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (below_or_not (((IZR m1) + (IZR m2)), 0) ((- ((- (IZR m)) / (IZR r))), 0)) as [ Y'29 | N'30 ];
        [ exists ((- ((- (IZR m)) / (IZR r))), 0); split; [ left; reflexivity | exact Y'29 ] | ].
      exfalso.
      assert (L'31 : 0 < ((IZR m1) + (IZR m2)) - (- ((- (IZR m)) / (IZR r)))) by (refine (not_below_above _ _ _ _ _ N'30); first [ evident | right; same ]).
      assert (F'32 : 0 <= (((IZR m1) * (IZR r)) + ((IZR m2) * (IZR r)) - (IZR m) - 1)) by (refine (times_integer (1 * m1 * r + 1 * m2 * r + (-1) * m)%Z _ ((IZR r)) (((IZR m1) * (IZR r)) + ((IZR m2) * (IZR r)) - (IZR m) - 1) L'31 _ _ _); [ pos | integer | same ]).
      refine (False_ind _ (impossible ((2 * ((- (IZR r)) + 1)) + (((1 * ((IZR m1) - 1)) * ((- (IZR r)) + 1)) + (((1 * ((IZR m2) - 1)) * ((- (IZR r)) + 1)) + ((1 * (((IZR m1) * (IZR r)) + ((IZR m2) * (IZR r)) - (IZR m) - 1)) + (1 * ((IZR m) - (IZR m1) - (IZR m2))))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) F'15) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'9)) F'15) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'11)) F'15) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'32) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'16))))) _ _)); [ same | evident ].
    }
    apply every_nil.
  }
  split; [ exact (big_O_of_terms _ _ _ _ O'20 O'22 E'23) | exact (big_O_of_terms _ _ _ _ O'22 O'20 E'28) ].
Qed.

Theorem conditions_met_theorem_1_and_2 :
  exists (m m1 m2 r : Z),
  (1 <= m)%Z /\
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (1 <= r)%Z /\
  IZR r = 1 /\
  IZR m = IZR m1 + IZR m2.
Proof.
  exists (2)%Z. exists (1)%Z. exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (V'5 : 1 = 1) by (lra).
  assert (V'6 : 2 = (1 + 1)) by (lra).
  tauto.
Qed.

(* eps^(-m/r) ≻ eps^(-min(m1 + m2, 2*m1)) where r = 1, m = m1 + m2 *)
Theorem refuted_theorem_1_and_3 :
  ~ (forall (m m1 m2 r : Z),
  (1 <= m)%Z ->
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  IZR r = 1 ->
  IZR m = IZR m1 + IZR m2 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- Rmin (IZR m1 + IZR m2) (2 * IZR m1)) <= c * Rpower eps (- IZR m / IZR r)))).
Proof.
  intro H'. specialize (H' (2)%Z (1)%Z (1)%Z (1)%Z).
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (V'5 : 1 = 1) by (lra).
  assert (V'6 : 2 = (1 + 1)) by (lra).
  assert (E'7 : ((- (2)) / 1) = (-2)) by (same).
  assert (V'8 : 1 <> 0) by (rewrite ?E'7; lra).
  assert (E'9 : (Rmin (1 + 1) (2 * 1)) = 2) by (extremum_cases; lra).
  assert (O'10 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'11 : like (fun eps => (Rpower eps ((- (2)) / 1))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (2)) / 1) _ O'10) | rewrite ?E'7; rewrite ?E'9; computed ]).
  assert (O'12 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'13 : like (fun eps => (Rpower eps (- (Rmin (1 + 1) (2 * 1))))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- (Rmin (1 + 1) (2 * 1))) _ O'12) | rewrite ?E'7; rewrite ?E'9; computed ]).
  assert (E'14 : every below_or_equal ((2, 0) :: nil) ((2, 0) :: nil)).
  {
    apply every_cons; [ exists (2, 0); split; [ left; reflexivity | ]; unfold below_or_equal; simpl; lra | ].
    apply every_nil.
  }
  assert (V'15 : ~ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    (Rpower eps (- (Rmin (1 + 1) (2 * 1)))) <= c * (Rpower eps ((- (2)) / 1)))) by (intro K'; exact (not_both _ _ _ _ O'13 K' (big_O_of_terms _ _ _ _ O'11 O'13 E'14))).
  tauto.
Qed.

(* eps^(-m/r) ≻ eps^(-m1/r) where m = m1 + m2 *)
Theorem statement_theorem_1_and_4 :
  forall (m m1 m2 r : Z),
  (1 <= m)%Z ->
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  IZR m = IZR m1 + IZR m2 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- IZR m1 / IZR r) <= c * Rpower eps (- IZR m / IZR r))).
Proof.
  intros m m1 m2 r R'1 R'2 R'3 R'4 W'5.
  pose proof (in_range _ R'1) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  pose proof (in_range _ R'2) as F'8.
  pose proof (in_range_positive _ F'8) as P'9.
  pose proof (in_range _ R'3) as F'10.
  pose proof (in_range_positive _ F'10) as P'11.
  pose proof (in_range _ R'4) as F'12.
  pose proof (in_range_positive _ F'12) as P'13.
  assert (N' : ((IZR m) - ((IZR m1) + (IZR m2)) = 0)).
  {
    pose proof (by_eq (IZR m) ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (F'14 : 0 <= ((IZR m) - (IZR m1) - (IZR m2))) by (refine (times_zero _ 1 ((IZR m) - (IZR m1) - (IZR m2)) W'5 _); same).
  assert (D'15 : (IZR r) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'15 | ].
  assert (O'16 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'17 : like (fun eps => (Rpower eps ((- (IZR m)) / (IZR r)))) (((- ((- (IZR m)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m)) / (IZR r)) _ O'16) | computed ]).
  assert (O'18 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'19 : like (fun eps => (Rpower eps ((- (IZR m1)) / (IZR r)))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m1)) / (IZR r)) _ O'18) | computed ]).
  assert (E'20 : every strictly_below (((- ((- (IZR m1)) / (IZR r))), 0) :: nil) (((- ((- (IZR m)) / (IZR r))), 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m1)) / (IZR r))), 0) ((- ((- (IZR m)) / (IZR r))), 0)) as [ Y'21 | N'22 ];
        [ exists ((- ((- (IZR m)) / (IZR r))), 0); split; [ left; reflexivity | exact Y'21 ] | ].
      exfalso.
      assert (L'23 : 0 <= (- ((- (IZR m1)) / (IZR r))) - (- ((- (IZR m)) / (IZR r)))) by (exact (not_strictly _ _ _ _ N'22)).
      assert (F'24 : 0 <= ((- (IZR m)) + (IZR m1))) by (refine (times_nonnegative _ ((IZR r)) ((- (IZR m)) + (IZR m1)) L'23 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * ((IZR m2) - 1)) + ((1 * ((- (IZR m)) + (IZR m1))) + (1 * ((IZR m) - (IZR m1) - (IZR m2))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'24) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'14))) _ _)); [ same | evident ].
    }
    apply every_nil.
  }
  exact (small_o_of_terms _ _ _ _ O'19 O'17 E'20).
Qed.

Theorem conditions_met_theorem_1_and_4 :
  exists (m m1 m2 r : Z),
  (1 <= m)%Z /\
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (1 <= r)%Z /\
  IZR m = IZR m1 + IZR m2.
Proof.
  exists (2)%Z. exists (1)%Z. exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (V'5 : 2 = (1 + 1)) by (lra).
  tauto.
Qed.

(* eps^(-m/r) ≻ w*eps^(-m1/r) + w^((m2 + r)/r)*eps^(-m2/r) where m = m1 + m2 *)
Theorem statement_theorem_1_and_5 :
  forall (m m1 m2 r w : Z),
  (1 <= m)%Z ->
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  (1 <= w)%Z ->
  IZR m = IZR m1 + IZR m2 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    (IZR w * Rpower eps (- IZR m1 / IZR r) + Rpower (IZR w) ((IZR m2 + IZR r) / IZR r) * Rpower eps (- IZR m2 / IZR r)) <= c * Rpower eps (- IZR m / IZR r))).
Proof.
  intros m m1 m2 r w R'1 R'2 R'3 R'4 R'5 W'6.
  pose proof (in_range _ R'1) as F'7.
  pose proof (in_range_positive _ F'7) as P'8.
  pose proof (in_range _ R'2) as F'9.
  pose proof (in_range_positive _ F'9) as P'10.
  pose proof (in_range _ R'3) as F'11.
  pose proof (in_range_positive _ F'11) as P'12.
  pose proof (in_range _ R'4) as F'13.
  pose proof (in_range_positive _ F'13) as P'14.
  pose proof (in_range _ R'5) as F'15.
  pose proof (in_range_positive _ F'15) as P'16.
  assert (N' : ((IZR m) - ((IZR m1) + (IZR m2)) = 0)).
  {
    pose proof (by_eq (IZR m) ((IZR m1) + (IZR m2))).
    tauto.
  }
  clear W'6; rename N' into W'6.
  assert (F'17 : 0 <= ((IZR m) - (IZR m1) - (IZR m2))) by (refine (times_zero _ 1 ((IZR m) - (IZR m1) - (IZR m2)) W'6 _); same).
  assert (D'18 : (IZR r) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'18 | ].
  assert (O'19 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'20 : like (fun eps => (Rpower eps ((- (IZR m)) / (IZR r)))) (((- ((- (IZR m)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m)) / (IZR r)) _ O'19) | computed ]).
  assert (O'21 : like (fun eps => (IZR w)) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'22 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'23 : like (fun eps => (Rpower eps ((- (IZR m1)) / (IZR r)))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m1)) / (IZR r)) _ O'22) | computed ]).
  assert (O'24 : like (fun eps => ((IZR w) * (Rpower eps ((- (IZR m1)) / (IZR r))))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'21 O'23) | computed ]).
  assert (O'25 : like (fun eps => (Rpower (IZR w) (((IZR m2) + (IZR r)) / (IZR r)))) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'26 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'27 : like (fun eps => (Rpower eps ((- (IZR m2)) / (IZR r)))) (((- ((- (IZR m2)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m2)) / (IZR r)) _ O'26) | computed ]).
  assert (O'28 : like (fun eps => ((Rpower (IZR w) (((IZR m2) + (IZR r)) / (IZR r))) * (Rpower eps ((- (IZR m2)) / (IZR r))))) (((- ((- (IZR m2)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'25 O'27) | computed ]).
  assert (O'29 : like (fun eps => (((IZR w) * (Rpower eps ((- (IZR m1)) / (IZR r)))) + ((Rpower (IZR w) (((IZR m2) + (IZR r)) / (IZR r))) * (Rpower eps ((- (IZR m2)) / (IZR r)))))) (((- ((- (IZR m1)) / (IZR r))), 0) :: ((- ((- (IZR m2)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_plus _ _ _ _ O'24 O'28) | computed ]).
  assert (E'30 : every strictly_below (((- ((- (IZR m1)) / (IZR r))), 0) :: ((- ((- (IZR m2)) / (IZR r))), 0) :: nil) (((- ((- (IZR m)) / (IZR r))), 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m1)) / (IZR r))), 0) ((- ((- (IZR m)) / (IZR r))), 0)) as [ Y'31 | N'32 ];
        [ exists ((- ((- (IZR m)) / (IZR r))), 0); split; [ left; reflexivity | exact Y'31 ] | ].
      exfalso.
      assert (L'33 : 0 <= (- ((- (IZR m1)) / (IZR r))) - (- ((- (IZR m)) / (IZR r)))) by (exact (not_strictly _ _ _ _ N'32)).
      assert (F'34 : 0 <= ((- (IZR m)) + (IZR m1))) by (refine (times_nonnegative _ ((IZR r)) ((- (IZR m)) + (IZR m1)) L'33 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * ((IZR m2) - 1)) + ((1 * ((- (IZR m)) + (IZR m1))) + (1 * ((IZR m) - (IZR m1) - (IZR m2))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'11)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'34) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'17))) _ _)); [ same | evident ].
    }
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m2)) / (IZR r))), 0) ((- ((- (IZR m)) / (IZR r))), 0)) as [ Y'35 | N'36 ];
        [ exists ((- ((- (IZR m)) / (IZR r))), 0); split; [ left; reflexivity | exact Y'35 ] | ].
      exfalso.
      assert (L'37 : 0 <= (- ((- (IZR m2)) / (IZR r))) - (- ((- (IZR m)) / (IZR r)))) by (exact (not_strictly _ _ _ _ N'36)).
      assert (F'38 : 0 <= ((- (IZR m)) + (IZR m2))) by (refine (times_nonnegative _ ((IZR r)) ((- (IZR m)) + (IZR m2)) L'37 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * ((IZR m1) - 1)) + ((1 * ((- (IZR m)) + (IZR m2))) + (1 * ((IZR m) - (IZR m1) - (IZR m2))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'38) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'17))) _ _)); [ same | evident ].
    }
    apply every_nil.
  }
  exact (small_o_of_terms _ _ _ _ O'29 O'20 E'30).
Qed.

Theorem conditions_met_theorem_1_and_5 :
  exists (m m1 m2 r w : Z),
  (1 <= m)%Z /\
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (1 <= r)%Z /\
  (1 <= w)%Z /\
  IZR m = IZR m1 + IZR m2.
Proof.
  exists (2)%Z. exists (1)%Z. exists (1)%Z. exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 2)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (R'5 : (1 <= 1)%Z) by (lia).
  assert (V'6 : 2 = (1 + 1)) by (lra).
  tauto.
Qed.

(* eps^(-(m1 + m2)) ≻ eps^(-min(m1 + m2, 2*m1)) where r = 1 *)
Theorem refuted_theorem_2_and_3 :
  ~ (forall (m1 m2 r : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  IZR r = 1 ->
  (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- Rmin (IZR m1 + IZR m2) (2 * IZR m1)) <= c * Rpower eps (- (IZR m1 + IZR m2)))).
Proof.
  intro H'. specialize (H' (1)%Z (1)%Z (1)%Z).
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (V'4 : 1 = 1) by (lra).
  assert (E'5 : (Rmin (1 + 1) (2 * 1)) = 2) by (extremum_cases; lra).
  assert (O'6 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'7 : like (fun eps => (Rpower eps (- (1 + 1)))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- (1 + 1)) _ O'6) | rewrite ?E'5; computed ]).
  assert (O'8 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'9 : like (fun eps => (Rpower eps (- (Rmin (1 + 1) (2 * 1))))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- (Rmin (1 + 1) (2 * 1))) _ O'8) | rewrite ?E'5; computed ]).
  assert (E'10 : every below_or_equal ((2, 0) :: nil) ((2, 0) :: nil)).
  {
    apply every_cons; [ exists (2, 0); split; [ left; reflexivity | ]; unfold below_or_equal; simpl; lra | ].
    apply every_nil.
  }
  assert (V'11 : ~ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    (Rpower eps (- (Rmin (1 + 1) (2 * 1)))) <= c * (Rpower eps (- (1 + 1))))) by (intro K'; exact (not_both _ _ _ _ O'9 K' (big_O_of_terms _ _ _ _ O'7 O'9 E'10))).
  tauto.
Qed.

(* eps^(-(m1 + m2)) ≻ eps^(-m1/r) where r = 1 *)
Theorem statement_theorem_2_and_4 :
  forall (m1 m2 r : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  IZR r = 1 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- IZR m1 / IZR r) <= c * Rpower eps (- (IZR m1 + IZR m2)))).
Proof.
  intros m1 m2 r R'1 R'2 R'3 W'4.
  pose proof (in_range _ R'1) as F'5.
  pose proof (in_range_positive _ F'5) as P'6.
  pose proof (in_range _ R'2) as F'7.
  pose proof (in_range_positive _ F'7) as P'8.
  pose proof (in_range _ R'3) as F'9.
  pose proof (in_range_positive _ F'9) as P'10.
  assert (N' : ((IZR r) - 1 = 0)).
  {
    pose proof (by_eq (IZR r) 1).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (D'11 : (IZR r) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'11 | ].
  assert (O'12 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'13 : like (fun eps => (Rpower eps (- ((IZR m1) + (IZR m2))))) ((((IZR m1) + (IZR m2)), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- ((IZR m1) + (IZR m2))) _ O'12) | computed ]).
  assert (O'14 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'15 : like (fun eps => (Rpower eps ((- (IZR m1)) / (IZR r)))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m1)) / (IZR r)) _ O'14) | computed ]).
  assert (E'16 : every strictly_below (((- ((- (IZR m1)) / (IZR r))), 0) :: nil) ((((IZR m1) + (IZR m2)), 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m1)) / (IZR r))), 0) (((IZR m1) + (IZR m2)), 0)) as [ Y'17 | N'18 ];
        [ exists (((IZR m1) + (IZR m2)), 0); split; [ left; reflexivity | exact Y'17 ] | ].
      exfalso.
      assert (L'19 : 0 <= (- ((- (IZR m1)) / (IZR r))) - ((IZR m1) + (IZR m2))) by (exact (not_strictly _ _ _ _ N'18)).
      assert (F'20 : 0 <= (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1))) by (refine (times_nonnegative _ ((IZR r)) (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1)) L'19 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1))) + (((1 * ((IZR m1) - 1)) * ((IZR r) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR r) - 1)) + ((1 * ((IZR m2) - 1)) + (2 * ((IZR r) - 1)))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'20) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'5)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'7)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'7)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) (in_range_difference _ F'9)))))) _ _)); [ same | evident ].
    }
    apply every_nil.
  }
  exact (small_o_of_terms _ _ _ _ O'15 O'13 E'16).
Qed.

Theorem conditions_met_theorem_2_and_4 :
  exists (m1 m2 r : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (1 <= r)%Z /\
  IZR r = 1.
Proof.
  exists (1)%Z. exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (V'4 : 1 = 1) by (lra).
  tauto.
Qed.

(* eps^(-(m1 + m2)) ≻ w*eps^(-m1/r) + w^((m2 + r)/r)*eps^(-m2/r) where r = 1 *)
Theorem statement_theorem_2_and_5 :
  forall (m1 m2 r w : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  (1 <= w)%Z ->
  IZR r = 1 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    (IZR w * Rpower eps (- IZR m1 / IZR r) + Rpower (IZR w) ((IZR m2 + IZR r) / IZR r) * Rpower eps (- IZR m2 / IZR r)) <= c * Rpower eps (- (IZR m1 + IZR m2)))).
Proof.
  intros m1 m2 r w R'1 R'2 R'3 R'4 W'5.
  pose proof (in_range _ R'1) as F'6.
  pose proof (in_range_positive _ F'6) as P'7.
  pose proof (in_range _ R'2) as F'8.
  pose proof (in_range_positive _ F'8) as P'9.
  pose proof (in_range _ R'3) as F'10.
  pose proof (in_range_positive _ F'10) as P'11.
  pose proof (in_range _ R'4) as F'12.
  pose proof (in_range_positive _ F'12) as P'13.
  assert (N' : ((IZR r) - 1 = 0)).
  {
    pose proof (by_eq (IZR r) 1).
    tauto.
  }
  clear W'5; rename N' into W'5.
  assert (D'14 : (IZR r) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'14 | ].
  assert (O'15 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'16 : like (fun eps => (Rpower eps (- ((IZR m1) + (IZR m2))))) ((((IZR m1) + (IZR m2)), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- ((IZR m1) + (IZR m2))) _ O'15) | computed ]).
  assert (O'17 : like (fun eps => (IZR w)) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'18 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'19 : like (fun eps => (Rpower eps ((- (IZR m1)) / (IZR r)))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m1)) / (IZR r)) _ O'18) | computed ]).
  assert (O'20 : like (fun eps => ((IZR w) * (Rpower eps ((- (IZR m1)) / (IZR r))))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'17 O'19) | computed ]).
  assert (O'21 : like (fun eps => (Rpower (IZR w) (((IZR m2) + (IZR r)) / (IZR r)))) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'22 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'23 : like (fun eps => (Rpower eps ((- (IZR m2)) / (IZR r)))) (((- ((- (IZR m2)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m2)) / (IZR r)) _ O'22) | computed ]).
  assert (O'24 : like (fun eps => ((Rpower (IZR w) (((IZR m2) + (IZR r)) / (IZR r))) * (Rpower eps ((- (IZR m2)) / (IZR r))))) (((- ((- (IZR m2)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'21 O'23) | computed ]).
  assert (O'25 : like (fun eps => (((IZR w) * (Rpower eps ((- (IZR m1)) / (IZR r)))) + ((Rpower (IZR w) (((IZR m2) + (IZR r)) / (IZR r))) * (Rpower eps ((- (IZR m2)) / (IZR r)))))) (((- ((- (IZR m1)) / (IZR r))), 0) :: ((- ((- (IZR m2)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_plus _ _ _ _ O'20 O'24) | computed ]).
  assert (E'26 : every strictly_below (((- ((- (IZR m1)) / (IZR r))), 0) :: ((- ((- (IZR m2)) / (IZR r))), 0) :: nil) ((((IZR m1) + (IZR m2)), 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m1)) / (IZR r))), 0) (((IZR m1) + (IZR m2)), 0)) as [ Y'27 | N'28 ];
        [ exists (((IZR m1) + (IZR m2)), 0); split; [ left; reflexivity | exact Y'27 ] | ].
      exfalso.
      assert (L'29 : 0 <= (- ((- (IZR m1)) / (IZR r))) - ((IZR m1) + (IZR m2))) by (exact (not_strictly _ _ _ _ N'28)).
      assert (F'30 : 0 <= (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1))) by (refine (times_nonnegative _ ((IZR r)) (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1)) L'29 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1))) + (((1 * ((IZR m1) - 1)) * ((IZR r) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR r) - 1)) + ((1 * ((IZR m2) - 1)) + (2 * ((IZR r) - 1)))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'30) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'8)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'8)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) (in_range_difference _ F'10)))))) _ _)); [ same | evident ].
    }
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m2)) / (IZR r))), 0) (((IZR m1) + (IZR m2)), 0)) as [ Y'31 | N'32 ];
        [ exists (((IZR m1) + (IZR m2)), 0); split; [ left; reflexivity | exact Y'31 ] | ].
      exfalso.
      assert (L'33 : 0 <= (- ((- (IZR m2)) / (IZR r))) - ((IZR m1) + (IZR m2))) by (exact (not_strictly _ _ _ _ N'32)).
      assert (F'34 : 0 <= (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m2))) by (refine (times_nonnegative _ ((IZR r)) (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m2)) L'33 _ _); [ pos | same ]).
      refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m2))) + (((1 * ((IZR m1) - 1)) * ((IZR r) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR r) - 1)) + ((1 * ((IZR m1) - 1)) + (2 * ((IZR r) - 1)))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'34) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'8)) (in_range_difference _ F'10)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'6)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) (in_range_difference _ F'10)))))) _ _)); [ same | evident ].
    }
    apply every_nil.
  }
  exact (small_o_of_terms _ _ _ _ O'25 O'16 E'26).
Qed.

Theorem conditions_met_theorem_2_and_5 :
  exists (m1 m2 r w : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (1 <= r)%Z /\
  (1 <= w)%Z /\
  IZR r = 1.
Proof.
  exists (1)%Z. exists (1)%Z. exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (V'5 : 1 = 1) by (lra).
  tauto.
Qed.

(* eps^(-min(m1 + m2, 2*m1)) ≻ eps^(-m1/r) where r = 1 *)
Theorem statement_theorem_3_and_4 :
  forall (m1 m2 r : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  IZR r = 1 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    Rpower eps (- IZR m1 / IZR r) <= c * Rpower eps (- Rmin (IZR m1 + IZR m2) (2 * IZR m1)))).
Proof.
  intros m1 m2 r R'1 R'2 R'3 W'4.
  pose proof (in_range _ R'1) as F'5.
  pose proof (in_range_positive _ F'5) as P'6.
  pose proof (in_range _ R'2) as F'7.
  pose proof (in_range_positive _ F'7) as P'8.
  pose proof (in_range _ R'3) as F'9.
  pose proof (in_range_positive _ F'9) as P'10.
  remember (Rmin ((IZR m1) + (IZR m2)) (2 * (IZR m1))) as x'11 eqn:X'12.
  assert (P'13 : 0 < x'11).
  {
    assert (P'14 : 0 < ((IZR m1) + (IZR m2))) by (pos).
    assert (P'15 : 0 < (2 * (IZR m1))) by (pos).
    rewrite X'12; pos.
  }
  assert (N' : ((IZR r) - 1 = 0)).
  {
    pose proof (by_eq (IZR r) 1).
    tauto.
  }
  clear W'4; rename N' into W'4.
  assert (D'16 : (IZR r) <> 0) by (apply positive_nonzero; pos).
  split; [ exact D'16 | ].
  assert (O'17 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'18 : like (fun eps => (Rpower eps (- x'11))) ((x'11, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- x'11) _ O'17) | computed ]).
  assert (O'19 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'20 : like (fun eps => (Rpower eps ((- (IZR m1)) / (IZR r)))) (((- ((- (IZR m1)) / (IZR r))), 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (IZR m1)) / (IZR r)) _ O'19) | computed ]).
  assert (E'21 : every strictly_below (((- ((- (IZR m1)) / (IZR r))), 0) :: nil) ((x'11, 0) :: nil)).
  {
    apply every_cons.
    {
      destruct (strictly_or_not ((- ((- (IZR m1)) / (IZR r))), 0) (x'11, 0)) as [ Y'22 | N'23 ];
        [ exists (x'11, 0); split; [ left; reflexivity | exact Y'22 ] | ].
      exfalso.
      assert (E'26 : (x'11 = ((IZR m1) + (IZR m2)) /\ 0 <= (2 * (IZR m1)) - ((IZR m1) + (IZR m2))) \/ (x'11 = (2 * (IZR m1)) /\ 0 < ((IZR m1) + (IZR m2)) - (2 * (IZR m1))))
        by (rewrite X'12; exact (min_cases _ _)).
      clear X'12; destruct E'26 as [ [ -> L'24 ] | [ -> L'25 ] ].
      {
        assert (L'27 : 0 <= (- ((- (IZR m1)) / (IZR r))) - ((IZR m1) + (IZR m2))) by (exact (not_strictly _ _ _ _ N'23)).
        assert (F'28 : 0 <= (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1))) by (refine (times_nonnegative _ ((IZR r)) (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1)) L'27 _ _); [ pos | same ]).
        refine (False_ind _ (impossible ((1 * (((- (IZR m1)) * (IZR r)) - ((IZR m2) * (IZR r)) + (IZR m1))) + (((1 * ((IZR m1) - 1)) * ((IZR r) - 1)) + (((1 * ((IZR m2) - 1)) * ((IZR r) - 1)) + ((1 * ((IZR m2) - 1)) + (2 * ((IZR r) - 1)))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'28) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'5)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'7)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'7)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) (in_range_difference _ F'9)))))) _ _)); [ same | evident ].
      }
      {
        assert (L'29 : 0 <= (- ((- (IZR m1)) / (IZR r))) - (2 * (IZR m1))) by (exact (not_strictly _ _ _ _ N'23)).
        assert (F'30 : 0 <= (((- (2)) * (IZR m1) * (IZR r)) + (IZR m1))) by (refine (times_nonnegative _ ((IZR r)) (((- (2)) * (IZR m1) * (IZR r)) + (IZR m1)) L'29 _ _); [ pos | same ]).
        refine (False_ind _ (impossible ((1 * (((- (2)) * (IZR m1) * (IZR r)) + (IZR m1))) + (((2 * ((IZR m1) - 1)) * ((IZR r) - 1)) + ((1 * ((IZR m1) - 1)) + (2 * ((IZR r) - 1))))) (-1) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) F'30) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) (in_range_difference _ F'5)) (in_range_difference _ F'9)) (Rplus_le_le_0_compat _ _ (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 1)) (in_range_difference _ F'5)) (Rmult_le_pos _ _ (Rlt_le _ _ (coefficient 2)) (in_range_difference _ F'9))))) _ _)); [ same | evident ].
      }
    }
    apply every_nil.
  }
  exact (small_o_of_terms _ _ _ _ O'20 O'18 E'21).
Qed.

Theorem conditions_met_theorem_3_and_4 :
  exists (m1 m2 r : Z),
  (1 <= m1)%Z /\
  (1 <= m2)%Z /\
  (1 <= r)%Z /\
  IZR r = 1.
Proof.
  exists (1)%Z. exists (1)%Z. exists (1)%Z.
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (V'4 : 1 = 1) by (lra).
  tauto.
Qed.

(* eps^(-min(m1 + m2, 2*m1)) ≻ w*eps^(-m1/r) + w^((m2 + r)/r)*eps^(-m2/r) where r = 1 *)
Theorem refuted_theorem_3_and_5 :
  ~ (forall (m1 m2 r w : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  (1 <= w)%Z ->
  IZR r = 1 ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    (IZR w * Rpower eps (- IZR m1 / IZR r) + Rpower (IZR w) ((IZR m2 + IZR r) / IZR r) * Rpower eps (- IZR m2 / IZR r)) <= c * Rpower eps (- Rmin (IZR m1 + IZR m2) (2 * IZR m1))))).
Proof.
  intro H'. specialize (H' (1)%Z (2)%Z (1)%Z (1)%Z).
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 2)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (V'5 : 1 = 1) by (lra).
  assert (E'6 : (Rmin (1 + 2) (2 * 1)) = 2) by (extremum_cases; lra).
  assert (E'7 : ((- (2)) / 1) = (-2)) by (same).
  assert (V'8 : 1 <> 0) by (rewrite ?E'6; rewrite ?E'7; lra).
  assert (E'9 : ((2 + 1) / 1) = 3) by (same).
  assert (E'10 : ((- (1)) / 1) = (-1)) by (same).
  assert (O'11 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'12 : like (fun eps => (Rpower eps (- (Rmin (1 + 2) (2 * 1))))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ (- (Rmin (1 + 2) (2 * 1))) _ O'11) | rewrite ?E'6; rewrite ?E'7; rewrite ?E'9; rewrite ?E'10; computed ]).
  assert (O'13 : like (fun eps => 1) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'14 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'15 : like (fun eps => (Rpower eps ((- (1)) / 1))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (1)) / 1) _ O'14) | rewrite ?E'6; rewrite ?E'7; rewrite ?E'9; rewrite ?E'10; computed ]).
  assert (O'16 : like (fun eps => (1 * (Rpower eps ((- (1)) / 1)))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'13 O'15) | rewrite ?E'6; rewrite ?E'7; rewrite ?E'9; rewrite ?E'10; computed ]).
  assert (O'17 : like (fun eps => (Rpower 1 ((2 + 1) / 1))) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'18 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'19 : like (fun eps => (Rpower eps ((- (2)) / 1))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (2)) / 1) _ O'18) | rewrite ?E'6; rewrite ?E'7; rewrite ?E'9; rewrite ?E'10; computed ]).
  assert (O'20 : like (fun eps => ((Rpower 1 ((2 + 1) / 1)) * (Rpower eps ((- (2)) / 1)))) ((2, 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'17 O'19) | rewrite ?E'6; rewrite ?E'7; rewrite ?E'9; rewrite ?E'10; computed ]).
  assert (O'21 : like (fun eps => ((1 * (Rpower eps ((- (1)) / 1))) + ((Rpower 1 ((2 + 1) / 1)) * (Rpower eps ((- (2)) / 1))))) ((1, 0) :: (2, 0) :: nil)) by (eapply like_terms; [ exact (like_plus _ _ _ _ O'16 O'20) | rewrite ?E'6; rewrite ?E'7; rewrite ?E'9; rewrite ?E'10; computed ]).
  assert (E'22 : every below_or_equal ((2, 0) :: nil) ((1, 0) :: (2, 0) :: nil)).
  {
    apply every_cons; [ exists (2, 0); split; [ right; left; reflexivity | ]; unfold below_or_equal; simpl; lra | ].
    apply every_nil.
  }
  assert (V'23 : ~ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    ((1 * (Rpower eps ((- (1)) / 1))) + ((Rpower 1 ((2 + 1) / 1)) * (Rpower eps ((- (2)) / 1)))) <= c * (Rpower eps (- (Rmin (1 + 2) (2 * 1)))))) by (intro K'; exact (not_both _ _ _ _ O'21 K' (big_O_of_terms _ _ _ _ O'12 O'21 E'22))).
  tauto.
Qed.

(* eps^(-m1/r) ≻ w*eps^(-m1/r) + w^((m2 + r)/r)*eps^(-m2/r) *)
Theorem refuted_theorem_4_and_5 :
  ~ (forall (m1 m2 r w : Z),
  (1 <= m1)%Z ->
  (1 <= m2)%Z ->
  (1 <= r)%Z ->
  (1 <= w)%Z ->
  (IZR r <> 0 /\ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    (IZR w * Rpower eps (- IZR m1 / IZR r) + Rpower (IZR w) ((IZR m2 + IZR r) / IZR r) * Rpower eps (- IZR m2 / IZR r)) <= c * Rpower eps (- IZR m1 / IZR r)))).
Proof.
  intro H'. specialize (H' (1)%Z (1)%Z (1)%Z (1)%Z).
  assert (R'1 : (1 <= 1)%Z) by (lia).
  assert (R'2 : (1 <= 1)%Z) by (lia).
  assert (R'3 : (1 <= 1)%Z) by (lia).
  assert (R'4 : (1 <= 1)%Z) by (lia).
  assert (E'5 : ((- (1)) / 1) = (-1)) by (same).
  assert (V'6 : 1 <> 0) by (rewrite ?E'5; lra).
  assert (E'7 : ((1 + 1) / 1) = 2) by (same).
  assert (O'8 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'9 : like (fun eps => (Rpower eps ((- (1)) / 1))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (1)) / 1) _ O'8) | rewrite ?E'5; rewrite ?E'7; computed ]).
  assert (O'10 : like (fun eps => 1) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'11 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'12 : like (fun eps => (Rpower eps ((- (1)) / 1))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (1)) / 1) _ O'11) | rewrite ?E'5; rewrite ?E'7; computed ]).
  assert (O'13 : like (fun eps => (1 * (Rpower eps ((- (1)) / 1)))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'10 O'12) | rewrite ?E'5; rewrite ?E'7; computed ]).
  assert (O'14 : like (fun eps => (Rpower 1 ((1 + 1) / 1))) ((0, 0) :: nil)) by (apply like_constant; pos).
  assert (O'15 : like (fun eps => eps) (((-1), 0) :: nil)) by (exact like_scale).
  assert (O'16 : like (fun eps => (Rpower eps ((- (1)) / 1))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_power _ ((- (1)) / 1) _ O'15) | rewrite ?E'5; rewrite ?E'7; computed ]).
  assert (O'17 : like (fun eps => ((Rpower 1 ((1 + 1) / 1)) * (Rpower eps ((- (1)) / 1)))) ((1, 0) :: nil)) by (eapply like_terms; [ exact (like_times _ _ _ _ O'14 O'16) | rewrite ?E'5; rewrite ?E'7; computed ]).
  assert (O'18 : like (fun eps => ((1 * (Rpower eps ((- (1)) / 1))) + ((Rpower 1 ((1 + 1) / 1)) * (Rpower eps ((- (1)) / 1))))) ((1, 0) :: (1, 0) :: nil)) by (eapply like_terms; [ exact (like_plus _ _ _ _ O'13 O'17) | rewrite ?E'5; rewrite ?E'7; computed ]).
  assert (O'19 : like (fun eps => ((1 * (Rpower eps ((- (1)) / 1))) + ((Rpower 1 ((1 + 1) / 1)) * (Rpower eps ((- (1)) / 1))))) ((1, 0) :: nil)).
  {
    refine (like_same_terms _ _ _ O'18 _ _).
    {
      apply every_cons; [ exists (1, 0); split; [ left; reflexivity | apply equal_terms; same ] | ].
      apply every_cons; [ exists (1, 0); split; [ left; reflexivity | apply equal_terms; same ] | ].
      apply every_nil.
    }
    {
      apply every_cons; [ exists (1, 0); split; [ left; reflexivity | apply equal_terms; same ] | ].
      apply every_nil.
    }
  }
  assert (E'20 : every below_or_equal ((1, 0) :: nil) ((1, 0) :: nil)).
  {
    apply every_cons; [ exists (1, 0); split; [ left; reflexivity | ]; unfold below_or_equal; simpl; lra | ].
    apply every_nil.
  }
  assert (V'21 : ~ (forall c : R, 0 < c -> exists eps0 : R, 0 < eps0 /\ forall eps : R, 0 < eps < eps0 ->
    ((1 * (Rpower eps ((- (1)) / 1))) + ((Rpower 1 ((1 + 1) / 1)) * (Rpower eps ((- (1)) / 1)))) <= c * (Rpower eps ((- (1)) / 1)))) by (intro K'; exact (not_both _ _ _ _ O'19 K' (big_O_of_terms _ _ _ _ O'9 O'19 E'20))).
  tauto.
Qed.

