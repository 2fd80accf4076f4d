(* Expansions of functions at 0: Σ b_k u^k up to C |u|^n, for |u| <= 1/2. *)
Fixpoint poly (l : list R) u := match l with nil => 0 | b :: l => b + u * poly l u end.
Definition expands (f : R -> R) l :=
  exists C, 0 < C /\ forall u, Rabs u <= 1 / 2 -> Rabs (f u - poly l u) <= C * Rabs u ^ length l.
(* The polynomial with the coefficients c_k / (k + 1) behind a constant has the derivative with the c_k. *)
Fixpoint primitive k (l : list R) := match l with nil => nil | c :: l => c / INR (S k) :: primitive (S k) l end.
Lemma primitive_derivative l k u :
  derivable_pt_lim (fun v => v ^ S k * poly (primitive k l) v) u (u ^ k * poly l u).
Proof.
  revert k. induction l as [ | c l I ]; intro k; cbn [poly primitive].
  - replace (u ^ k * 0) with 0 by ring.
    apply (derivable_pt_lim_ext (fun _ => 0)); [ intro; ring | apply derivable_pt_lim_const ].
  - assert (H : INR (S k) <> 0) by (apply not_0_INR; discriminate).
    apply (derivable_pt_lim_ext (fun v => c / INR (S k) * v ^ S k + v ^ S (S k) * poly (primitive (S k) l) v)).
    + intro v. cbn [pow]. ring.
    + replace (u ^ k * (c + u * poly l u)) with (c / INR (S k) * (INR (S k) * u ^ k) + u ^ S k * poly l u)
        by (cbn [pow]; field; exact H).
      apply (derivable_pt_lim_plus (fun v => c / INR (S k) * v ^ S k)); [ | apply I ].
      apply (derivable_pt_lim_scal (fun v => v ^ S k)). exact (derivable_pt_lim_pow u (S k)).
Qed.
Lemma primitive_length k l : length (primitive k l) = length l.
Proof. revert k. induction l as [ | c l I ]; intro k; simpl; [ reflexivity | rewrite I; reflexivity ]. Qed.
Lemma expands_primitive f g l :
  (forall u, Rabs u <= 1 / 2 -> derivable_pt_lim f u (g u)) -> expands g l -> expands f (f 0 :: primitive 0 l).
Proof.
  intros D (C & P & B). exists C. split; [ exact P | ]. intros u U.
  pose (h := fun v => f v - (f 0 + v ^ 1 * poly (primitive 0 l) v)).
  assert (H : forall v, Rabs v <= 1 / 2 -> derivable_pt_lim h v (g v - (0 + v ^ 0 * poly l v))).
  { intros v V. apply (derivable_pt_lim_minus f); [ apply D; exact V | ].
    apply (derivable_pt_lim_plus (fun _ => f 0)); [ apply derivable_pt_lim_const | apply primitive_derivative ]. }
  assert (M : forall v, Rabs v <= Rabs u -> Rabs (g v - (0 + v ^ 0 * poly l v)) <= C * Rabs u ^ length l).
  { intros v V. replace (g v - (0 + v ^ 0 * poly l v)) with (g v - poly l v) by (simpl; ring).
    apply (Rle_trans _ (C * Rabs v ^ length l)); [ apply B; lra | ].
    apply Rmult_le_compat_l; [ lra | ]. apply pow_incr. split; [ apply Rabs_pos | exact V ]. }
  assert (Z : h 0 = 0) by (unfold h; simpl; ring).
  assert (T : Rabs (h u) <= C * Rabs u ^ length l * Rabs u).
  { destruct (Rtotal_order u 0) as [ N | [ -> | N ] ].
    - destruct (MVT_cor2 h (fun v => g v - (0 + v ^ 0 * poly l v)) u 0 N) as (v & E & V1 & V2).
      + intros v [ V1 V2 ]. apply H. rewrite Rabs_left1 in U by lra. rewrite Rabs_left1 by lra. lra.
      + rewrite Z in E. replace (h u) with ((g v - (0 + v ^ 0 * poly l v)) * u) by lra. rewrite Rabs_mult.
        apply Rmult_le_compat_r; [ apply Rabs_pos | ]. apply M. rewrite !Rabs_left1 by lra. lra.
    - rewrite Z, Rabs_R0, Rmult_0_r. lra.
    - destruct (MVT_cor2 h (fun v => g v - (0 + v ^ 0 * poly l v)) 0 u N) as (v & E & V1 & V2).
      + intros v [ V1 V2 ]. apply H. rewrite Rabs_pos_eq in U by lra. rewrite Rabs_pos_eq by lra. lra.
      + rewrite Z in E. replace (h u) with ((g v - (0 + v ^ 0 * poly l v)) * u) by lra. rewrite Rabs_mult.
        apply Rmult_le_compat_r; [ apply Rabs_pos | ]. apply M. rewrite !Rabs_pos_eq by lra. lra. }
  replace (f u - poly (f 0 :: primitive 0 l) u) with (h u) by (unfold h; cbn [poly pow]; ring).
  cbn [length pow]. rewrite primitive_length. lra.
Qed.
Lemma expands_step b f l : expands f l -> expands (fun u => b + u * f u) (b :: l).
Proof.
  intros (C & P & B). exists C. split; [ exact P | ]. intros u U. cbn [poly length pow].
  replace (b + u * f u - (b + u * poly l u)) with (u * (f u - poly l u)) by ring. rewrite Rabs_mult.
  pose proof (Rmult_le_compat_l _ _ _ (Rabs_pos u) (B u U)). lra.
Qed.
Lemma poly_scaled c l u : poly (map (Rmult c) l) u = c * poly l u.
Proof. induction l as [ | b l I ]; simpl; [ ring | rewrite I; ring ]. Qed.
Lemma expands_scaled c f l : expands f l -> expands (fun u => c * f u) (map (Rmult c) l).
Proof.
  intros (C & P & B). exists (Rabs c * C + C). pose proof (Rabs_pos c) as A.
  pose proof (Rmult_le_pos _ _ A (Rlt_le _ _ P)). split; [ lra | ]. intros u U. rewrite poly_scaled, map_length.
  replace (c * f u - c * poly l u) with (c * (f u - poly l u)) by ring. rewrite Rabs_mult.
  pose proof (Rmult_le_compat_l _ _ _ A (B u U)). pose proof (pow_le (Rabs u) (length l) (Rabs_pos u)) as Q.
  pose proof (Rmult_le_pos _ _ (Rlt_le _ _ P) Q). lra.
Qed.
Lemma expands_equal f g l : (forall u, Rabs u <= 1 / 2 -> f u = g u) -> expands f l -> expands g l.
Proof. intros E (C & P & B). exists C. split; [ exact P | ]. intros u U. rewrite <- E by exact U. apply B; exact U. Qed.
Lemma expands_list f l k : expands f l -> l = k -> expands f k.
Proof. intros F <-. exact F. Qed.
Lemma halves u : Rabs u <= 1 / 2 -> - (1 / 2) <= u <= 1 / 2.
Proof. intro H. pose proof (Rle_abs u). pose proof (Rle_abs (- u)) as N. rewrite Rabs_Ropp in N. lra. Qed.
Lemma expands_bounded f C : 0 < C -> (forall u, Rabs u <= 1 / 2 -> Rabs (f u) <= C) -> expands f nil.
Proof. intros P B. exists C. split; [ exact P | ]. intros u U. simpl. rewrite Rminus_0_r, Rmult_1_r. apply B; exact U. Qed.

Fixpoint exp_row n := match n with O => nil | S m => 1 :: primitive 0 (exp_row m) end.
Lemma exp_expands n : expands exp (exp_row n).
Proof.
  induction n as [ | n I ]; simpl.
  - apply (expands_bounded _ (exp 1) (exp_pos 1)). intros u U. apply halves in U.
    rewrite Rabs_pos_eq by (left; apply exp_pos). apply exp_le. lra.
  - rewrite <- exp_0 at 1. apply (expands_primitive exp exp); [ intros; apply derivable_pt_lim_exp | exact I ].
Qed.
Fixpoint inverse_row n := match n with O => nil | S m => 1 :: map (Rmult (-1)) (inverse_row m) end.
Lemma inverse_expands n : expands (fun u => / (1 + u)) (inverse_row n).
Proof.
  induction n as [ | n I ]; simpl.
  - apply (expands_bounded _ 2 ltac:(lra)). intros u U. apply halves in U.
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; lra).
    replace 2 with (/ (1 / 2)) by field. apply Rinv_le_contravar; lra.
  - apply (expands_equal (fun u => 1 + u * (-1 * / (1 + u)))).
    + intros u U. apply halves in U. field. lra.
    + apply expands_step, expands_scaled, I.
Qed.
Definition log_row n := match n with O => nil | S m => 0 :: primitive 0 (inverse_row m) end.
Lemma log_derivative u : Rabs u <= 1 / 2 -> derivable_pt_lim (fun v => ln (1 + v)) u (/ (1 + u)).
Proof.
  intro U. apply halves in U. replace (/ (1 + u)) with (/ (1 + u) * (0 + 1)) by ring.
  apply (derivable_pt_lim_comp (fun v => 1 + v) ln).
  - apply (derivable_pt_lim_plus (fun _ => 1)); [ apply derivable_pt_lim_const | apply derivable_pt_lim_id ].
  - apply derivable_pt_lim_ln. lra.
Qed.
Lemma log_expands n : expands (fun u => ln (1 + u)) (log_row (S n)).
Proof.
  replace (log_row (S n)) with (ln (1 + 0) :: primitive 0 (inverse_row n)) by (rewrite Rplus_0_r, ln_1; reflexivity).
  apply (expands_primitive (fun u => ln (1 + u)) _ _ log_derivative (inverse_expands n)).
Qed.
Lemma log_bounded u : Rabs u <= 1 / 2 -> Rabs (ln (1 + u)) <= 1.
Proof.
  intro U. apply halves in U. pose proof (exp_ineq1_le 1) as E. apply Rabs_le. split.
  - rewrite <- (ln_exp (- (1))). apply ln_le; [ apply exp_pos | ]. rewrite exp_Ropp.
    apply (Rle_trans _ (/ 2)); [ apply Rinv_le_contravar; lra | lra ].
  - apply (Rle_trans _ (ln (exp 1))); [ apply ln_le; lra | rewrite ln_exp; lra ].
Qed.
Fixpoint power_row n p := match n with O => nil | S m => 1 :: primitive 0 (map (Rmult p) (power_row m (p - 1))) end.
Lemma power_expands n p : expands (fun u => Rpower (1 + u) p) (power_row n p).
Proof.
  revert p. induction n as [ | n I ]; intro p; simpl.
  - apply (expands_bounded _ (exp (Rabs p)) (exp_pos _)). intros u U.
    rewrite Rabs_pos_eq by (left; apply exp_pos). apply exp_le. apply (Rle_trans _ _ _ (Rle_abs _)).
    rewrite Rabs_mult. pose proof (Rmult_le_compat_l _ _ _ (Rabs_pos p) (log_bounded u U)). lra.
  - replace (1 :: _) with (Rpower (1 + 0) p :: primitive 0 (map (Rmult p) (power_row n (p - 1))))
      by (rewrite Rplus_0_r, Rpower_one; reflexivity).
    apply (expands_primitive (fun u => Rpower (1 + u) p) (fun u => p * Rpower (1 + u) (p - 1))); [ | apply expands_scaled, I ].
    intros u U. pose proof (log_derivative u U) as L. apply halves in U. unfold Rpower at 1.
    replace (p * Rpower (1 + u) (p - 1)) with (exp (p * ln (1 + u)) * (p * / (1 + u))).
    + apply (derivable_pt_lim_comp (fun v => p * ln (1 + v)) exp); [ | apply derivable_pt_lim_exp ].
      apply (derivable_pt_lim_scal (fun v => ln (1 + v))). exact L.
    + unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by lra. unfold Rpower. ring.
Qed.
Fixpoint wave_row n (odd : bool) := match n with
  | O => nil
  | S m => if odd then 0 :: primitive 0 (wave_row m false) else 1 :: primitive 0 (map (Rmult (-1)) (wave_row m true)) end.
Lemma waves_expand n : expands sin (wave_row n true) /\ expands cos (wave_row n false).
Proof.
  induction n as [ | n [ I J ] ]; simpl.
  - split; apply (expands_bounded _ 1 Rlt_0_1); intros u _; apply Rabs_le; [ apply SIN_bound | apply COS_bound ].
  - split.
    + rewrite <- sin_0 at 1. apply (expands_primitive sin cos); [ intros; apply derivable_pt_lim_sin | exact J ].
    + rewrite <- cos_0 at 1. apply (expands_primitive cos (fun u => -1 * sin u)); [ | apply expands_scaled, I ].
      intros u _. replace (-1 * sin u) with (- sin u) by ring. apply derivable_pt_lim_cos.
Qed.
Fixpoint even_row n := match n with O => nil | S O => 1 :: nil | S (S m) => 1 :: 0 :: map (Rmult (-1)) (even_row m) end.
Lemma even_expands n : expands (fun u => / (1 + u ^ 2)) (even_row n) /\ expands (fun u => / (1 + u ^ 2)) (even_row (S n)).
Proof.
  assert (Z : expands (fun u => / (1 + u ^ 2)) nil).
  { apply (expands_bounded _ 1 Rlt_0_1). intros u _. pose proof (Rle_0_sqr u) as S. unfold Rsqr in S.
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; simpl; lra).
    rewrite <- Rinv_1 at 2. apply Rinv_le_contravar; simpl; lra. }
  assert (E : forall l, expands (fun u => / (1 + u ^ 2)) l -> expands (fun u => / (1 + u ^ 2)) (1 :: 0 :: map (Rmult (-1)) l)).
  { intros l F. apply (expands_equal (fun u => 1 + u * (0 + u * (-1 * / (1 + u ^ 2))))).
    - intros u _. pose proof (Rle_0_sqr u) as S. unfold Rsqr in S. field. simpl. lra.
    - apply expands_step, expands_step, expands_scaled, F. }
  induction n as [ | n [ I J ] ]; [ split; [ exact Z | ] | split; [ exact J | exact (E _ I) ] ].
  destruct (E _ Z) as (C & P & B). exists (C + 1). split; [ lra | ]. intros u U. specialize (B u U). simpl in *.
  replace (/ (1 + u * (u * 1)) - (1 + u * 0)) with (/ (1 + u * (u * 1)) - (1 + u * (0 + u * 0))) by ring.
  apply (Rle_trans _ _ _ B). pose proof (Rabs_pos u) as A.
  assert (Rabs u * Rabs u <= 1 / 2 * Rabs u) by (apply Rmult_le_compat_r; lra).
  assert (C * (Rabs u * Rabs u) <= C * (1 / 2 * Rabs u)) by (apply Rmult_le_compat_l; lra).
  pose proof (Rmult_le_pos C (Rabs u)). lra.
Qed.
Definition arctan_row n := match n with O => nil | S m => 0 :: primitive 0 (even_row m) end.
Lemma arctan_expands n : expands atan (arctan_row (S n)).
Proof.
  simpl. rewrite <- atan_0 at 1. apply (expands_primitive atan (fun u => / (1 + u ^ 2))); [ | apply even_expands ].
  intros u _. apply derivable_pt_lim_atan.
Qed.

Lemma vanishes_near u d e : within u (Some d) -> far d e -> (forall x, e x = 0) -> near (fun x => Rabs (u x) <= 1 / 2).
Proof.
  intros W F E. assert (H : 0 < 1 / 2) by lra.
  apply (near_mono _ _ (within_small u (Some d) e F W _ H)). intros x V. rewrite E, exp_0, Rmult_1_r in V. exact V.
Qed.
Lemma series f l u d e s :
  expands f l -> within u (Some d) -> far d e -> (forall x, e x = 0) -> (forall x, INR (length l) * d x = s x) ->
  germ (fun x => f (u x) - poly l (u x)) nil (Some s).
Proof.
  intros (C & P & B) W F Z S. pose proof (vanishes_near u d e W F Z) as H. destruct W as (D & Q & W).
  exists (C * D ^ length l). split; [ apply Rmult_lt_0_compat; [ exact P | apply pow_lt; exact Q ] | ].
  apply (near_mono _ _ (near_and _ _ H W)). intros x [ U V ]. simpl total. rewrite Rminus_0_r.
  apply (Rle_trans _ _ _ (B _ U)). rewrite Rmult_assoc. apply Rmult_le_compat_l; [ lra | ].
  apply (Rle_trans _ ((D * exp (d x)) ^ length l)); [ apply pow_incr; split; [ apply Rabs_pos | exact V ] | ].
  rewrite Rpow_mult_distr. apply Rmult_le_compat_l; [ left; apply pow_lt; exact Q | ].
  rewrite <- S, <- (Rpower_pow _ _ (exp_pos (d x))). unfold Rpower. rewrite ln_exp. lra.
Qed.
Lemma around_one u d e : within u (Some d) -> far d e -> (forall x, e x = 0) -> near (fun x => 0 < 1 + u x).
Proof.
  intros W F Z. apply (near_mono _ _ (vanishes_near u d e W F Z)). intros x H. apply halves in H. lra.
Qed.
Lemma inverse_of_series c e y : c <> 0 -> c * exp e * / (1 + (c * exp e * y + -1)) = / y.
Proof.
  intro C. replace (1 + (c * exp e * y + -1)) with (c * exp e * y) by ring. pose proof (exp_pos e).
  destruct (Req_dec y 0) as [ -> | Y ]; [ rewrite Rmult_0_r, Rinv_0; ring | field; repeat split; lra ].
Qed.
Lemma log_of_series f c e d u :
  0 < c -> (forall x, u x = c * exp (d x) * f x + -1) -> (forall x, e x = - d x) -> near (fun x => 0 < 1 + u x) ->
  near (fun x => ln (f x) = e x + (- ln c + ln (1 + u x))).
Proof.
  intros P U D N. apply (near_mono _ _ N). intros x H. rewrite U in *. pose proof (exp_pos (d x)) as E.
  replace (1 + (c * exp (d x) * f x + -1)) with (c * exp (d x) * f x) in * by ring.
  assert (F : 0 < f x).
  { apply (Rmult_lt_reg_l (c * exp (d x))); [ apply Rmult_lt_0_compat; assumption | lra ]. }
  rewrite !ln_mult, ln_exp, D by (assumption || apply Rmult_lt_0_compat; assumption). ring.
Qed.
Lemma power_of_series f c e d u p :
  0 < c -> (forall x, u x = c * exp (d x) * f x + -1) -> (forall x, e x = - p * d x) -> near (fun x => 0 < 1 + u x) ->
  near (fun x => Rpower c (- p) * exp (e x) * Rpower (1 + u x) p = Rpower (f x) p).
Proof.
  intros P U D N. apply (near_mono _ _ N). intros x H. rewrite U in *. pose proof (exp_pos (d x)) as E.
  replace (1 + (c * exp (d x) * f x + -1)) with (c * exp (d x) * f x) in * by ring.
  assert (F : 0 < f x).
  { apply (Rmult_lt_reg_l (c * exp (d x))); [ apply Rmult_lt_0_compat; assumption | lra ]. }
  unfold Rpower. rewrite <- !exp_plus. f_equal.
  rewrite !ln_mult, ln_exp, D by (assumption || apply Rmult_lt_0_compat; assumption). ring.
Qed.
Ltac equal_lists := repeat match goal with |- _ :: _ = _ :: _ => apply f_equal2 end; first [ reflexivity | same ].
